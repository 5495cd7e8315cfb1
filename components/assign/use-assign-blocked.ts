import { useTranslations } from 'use-intl'
import { useBlocked, type Blocked } from '#components/form/use-blocked.ts'
import { whyNotAssign } from '#lib/plan/why-not.ts'
import { useMay } from '#lib/query/use-session.ts'
import type { EniDetail } from '#lib/schema/eni.ts'
import type { AssignDraft } from './use-assign-draft.ts'
import type { Checked } from './use-preflight.ts'

/** Why no assign can be sent now, by the newest that is known of the room there is. */
export function useAssignBlocked(detail: EniDetail, writesAllowed: boolean, checked: Checked, memory: AssignDraft): Blocked | undefined {
  const t = useTranslations('assign')
  const { used, quotaLimit, room } = checked
  const eni = { ...detail.eni, quota: { used, limit: quotaLimit } }
  const mayWrite = useMay()('assign', eni.account)
  const why = whyNotAssign({ writesAllowed, mayWrite, eniState: eni.state, openOperationId: detail.openOperationId, used, quotaLimit })
  const blocked = useBlocked({ detail: { ...detail, eni }, why, memory })
  if (blocked !== undefined || why !== undefined) return blocked
  // The request without an answer may itself have filled it.
  return room.limitedBy === 'subnet' && room.max === 0 && memory.draft.unanswered === undefined ? { text: t('subnetFull') } : undefined
}
