import { urlTime } from '#components/form/field-time.ts'
import type { AuditFilter } from '#lib/schema/audit.ts'

/** What stands in the URL; `row` is one row by its number. Times are ISO 8601, so that a link shows others the same rows. */
export const auditParams = ['who', 'action', 'object', 'account', 'from', 'to', 'row'] as const
export type AuditParams = Record<(typeof auditParams)[number], string>
export const noParams: AuditParams = { who: '', action: '', object: '', account: '', from: '', to: '', row: '' }

/** The question to the server. What is empty or cannot be read is left out, so that the same list is one entry in the cache. */
export function auditFilter(params: AuditParams): AuditFilter {
  const filter: AuditFilter = {
    actor: params.who.trim(),
    action: params.action,
    object: params.object.trim(),
    account: params.account,
    seq: /^[1-9]\d{0,14}$/.test(params.row) ? Number(params.row) : undefined,
    from: urlTime(params.from),
    to: urlTime(params.to),
  }
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''))
}
