import * as z from 'zod/mini'
import { addressesPerOperationMax, reason, sendDespiteOtherSystem } from './assign.ts'

/** How an EIP is named to the server: by its id, or, where the cloud tells none, by its public IP. */
export const eipName = z.string().check(z.maxLength(100))

/** `POST /enis/{eniId}/private-ips/release`: gives secondary addresses back to the subnet. */
export const releaseBody = z.strictObject({
  addresses: z.array(z.string().check(z.maxLength(100))).check(z.minLength(1), z.maxLength(addressesPerOperationMax)),
  /** The EIPs that the person was told the release will unbind. A row whose EIP is not named here is refused. */
  unbindEips: z.optional(z.array(eipName).check(z.maxLength(addressesPerOperationMax))),
  sendDespiteOtherSystem,
  reason,
})
export type ReleaseBody = z.infer<typeof releaseBody>
