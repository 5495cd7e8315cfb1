import { useTranslations } from 'use-intl'
import { useWhyNotText } from '#components/form/why-not-text.ts'
import type { WhyNot } from '#lib/plan/why-not.ts'
import type { EniDetail } from '#lib/schema/eni.ts'
import type { Operation } from '#lib/schema/operation.ts'

export type Blocked = { text: string; operationId?: string | undefined }

type Input = {
  detail: EniDetail
  /** What lib/plan says of the action as things stand. */
  why: WhyNot | undefined
  /** The operation that the form's own key stands for already. */
  accepted: Operation | undefined
  /** A request whose answer was lost may itself hold the interface: it may be sent again. */
  unanswered: boolean
}

/** Why nothing can be sent now, in words, with the operation that is in the way. Undefined: it can. */
export function useBlocked({ detail, why, accepted, unanswered }: Input): Blocked | undefined {
  const t = useTranslations('form.submit')
  const whyText = useWhyNotText()
  if (accepted !== undefined) return { text: t('accepted'), operationId: accepted.id }
  if (why === 'eni_busy' && unanswered) return undefined
  const text = whyText(why, detail.eni)
  return text === undefined ? undefined : { text, operationId: why === 'eni_busy' ? detail.openOperationId : undefined }
}
