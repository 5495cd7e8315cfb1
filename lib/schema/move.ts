import { z } from 'zod'
import { reason, sendDespiteOtherSystem } from './assign.ts'
import { eipName } from './release.ts'

/** `POST /enis/{eniId}/private-ips/move`: moves one secondary address to another ENI of the same subnet. */
export const moveBody = z.strictObject({
  ip: z.string().max(100),
  toEniId: z.string().min(1).max(100),
  /** The EIP on the address that the person was told about, as in `unbindEips` of a release. */
  eipTold: eipName.optional(),
  sendDespiteOtherSystem,
  reason,
})
export type MoveBody = z.infer<typeof moveBody>

/** `POST …/move/preflight`: the target may still be to choose. */
export const movePreflightBody = moveBody.partial({ toEniId: true })
export type MovePreflightBody = z.infer<typeof movePreflightBody>
