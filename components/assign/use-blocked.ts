import { useTranslations } from 'use-intl'
import { whyNotAssign } from '#lib/plan/why-not.ts'
import { useMay } from '#lib/query/use-session.ts'
import type { EniDetail } from '#lib/schema/eni.ts'
import type { Operation } from '#lib/schema/operation.ts'
import type { Checked } from './use-preflight.ts'

/** Why nothing can be sent now, in words, with the operation that is in the way. Undefined: it can. */
export const useBlocked = (
  detail: EniDetail,
  writesAllowed: boolean,
  checked: Checked,
  accepted: Operation | undefined,
  /** A request whose answer was lost may itself hold the interface or have filled it: it may be sent again. */
  unanswered: boolean,
): { text: string; operationId?: string } | undefined => {
  const t = useTranslations('assign.blocked')
  const form = useTranslations('form.submit')
  const may = useMay()
  if (accepted !== undefined) return { text: form('accepted'), operationId: accepted.id }
  const { eni, openOperationId } = detail
  const { used, quotaLimit, room } = checked
  const why = whyNotAssign({ writesAllowed, mayWrite: may('assign', eni.account), eniState: eni.state, openOperationId, used, quotaLimit })
  if ((why === 'eni_busy' || why === 'quota_full') && unanswered) return undefined
  if (why !== undefined)
    return { text: t(why, { used, limit: quotaLimit ?? 0 }), ...(why === 'eni_busy' ? { operationId: openOperationId } : {}) }
  return room.limitedBy === 'subnet' && room.max === 0 && !unanswered ? { text: t('subnet_full') } : undefined
}
