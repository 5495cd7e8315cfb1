import * as z from 'zod/mini'
import type { ReleaseBody } from '#lib/schema/release.ts'

/** What the dialog holds beside its addresses. `name` is what was typed to confirm. */
export const releaseForm = z.object({
  leftOut: z.array(z.string()),
  name: z.string(),
  reason: z.string(),
  sendDespiteOtherSystem: z.boolean(),
})
export type ReleaseForm = z.infer<typeof releaseForm>

export const blankRelease: ReleaseForm = { leftOut: [], name: '', reason: '', sendDespiteOtherSystem: false }

/** What is left of a question that was left: to what it applies, and its confirmations, are said anew. */
export const releaseReopened = ({ reason }: ReleaseForm): ReleaseForm => ({ ...blankRelease, reason })

/** The request. `told`: the EIPs that stand in the dialog as about to be unbound. */
export const releaseRequest = (addresses: readonly string[], told: readonly string[], form: ReleaseForm): ReleaseBody => ({
  addresses: [...addresses],
  ...(told.length === 0 ? {} : { unbindEips: [...told] }),
  ...(form.sendDespiteOtherSystem ? { sendDespiteOtherSystem: true } : {}),
  ...(form.reason.trim() === '' ? {} : { reason: form.reason.trim() }),
})
