import * as z from 'zod/mini'
import { reason, sendDespiteOtherSystem } from './assign.ts'
import { eipName } from './release.ts'
import { givenEniId } from './scope.ts'

/** `POST /enis/{eniId}/private-ips/move`: moves one secondary address to another ENI of the same subnet. */
export const moveBody = z.strictObject({
  ip: z.string().check(z.maxLength(100)),
  toEniId: givenEniId,
  /** The EIP on the address that the person was told about, as in `unbindEips` of a release. */
  eipTold: z.optional(eipName),
  sendDespiteOtherSystem,
  reason,
})
export type MoveBody = z.infer<typeof moveBody>

/** `POST …/move/preflight`: the target may still be to choose. */
export const movePreflightBody = z.partial(moveBody, { toEniId: true })
export type MovePreflightBody = z.infer<typeof movePreflightBody>
