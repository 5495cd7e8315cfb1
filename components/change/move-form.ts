import * as z from 'zod/mini'
import type { MovePreflightBody } from '#lib/schema/move.ts'

export const moveForm = z.object({ toEniId: z.optional(z.string()), reason: z.string(), sendDespiteOtherSystem: z.boolean() })
export type MoveForm = z.infer<typeof moveForm>

export const blankMove: MoveForm = { reason: '', sendDespiteOtherSystem: false }

/** Its tick is a confirmation. */
export const moveReopened = (kept: MoveForm): MoveForm => ({ ...kept, sendDespiteOtherSystem: false })

/** The request as far as it goes: without a target it can only be checked. `eipTold`: the EIP that stands in the dialog. */
export const moveRequest = (ip: string, eipTold: string | undefined, form: MoveForm): MovePreflightBody => ({
  ip,
  ...(form.toEniId === undefined ? {} : { toEniId: form.toEniId }),
  ...(eipTold === undefined ? {} : { eipTold }),
  ...(form.sendDespiteOtherSystem ? { sendDespiteOtherSystem: true } : {}),
  ...(form.reason.trim() === '' ? {} : { reason: form.reason.trim() }),
})
