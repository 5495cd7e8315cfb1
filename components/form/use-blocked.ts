import { useTranslations } from 'use-intl'
import type { WhyNot } from '#lib/plan/why-not.ts'
import type { EniDetail } from '#lib/schema/eni.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { useWhyNotText } from './why-not-text.ts'

export type Blocked = { text: string; operationId?: string | undefined }

type Input = {
  detail: EniDetail
  /** What lib/plan says of the action as things stand. */
  why: WhyNot | undefined
  /** The form's own: its key may stand for an operation already, or for a request whose answer was lost. */
  memory: { accepted: Operation | undefined; draft: { unanswered?: string | undefined } }
}

/** Why nothing can be sent now, in words, with the operation that is in the way. Undefined: it can. */
export function useBlocked({ detail, why, memory: { accepted, draft } }: Input): Blocked | undefined {
  const t = useTranslations('form.submit')
  const whyText = useWhyNotText()
  if (accepted !== undefined) return { text: t('accepted'), operationId: accepted.id }
  // The request without an answer may itself hold the interface, or have filled it: it may be sent again.
  if ((why === 'eni_busy' || why === 'quota_full') && draft.unanswered !== undefined) return undefined
  const text = whyText(why, detail.eni)
  return text === undefined ? undefined : { text, operationId: why === 'eni_busy' ? detail.openOperationId : undefined }
}
