import { z } from 'zod'
import { pageLimitMax } from './page.ts'

/** When a row was written: before the effect, at a person's decision, after the end, or a thing by itself. */
export const auditPhases = ['intent', 'resolution', 'completion', 'event'] as const

/** One row of the audit log. `data` differs by action and never holds a secret; what was changed stands in its `before` and `after`. */
export const auditRow = z.object({
  /** 1, 2, 3, … without a gap. */
  seq: z.number().int(),
  at: z.iso.datetime(),
  /** An id of a user or a token; `anonymous`, `system` or `local` where there is none. */
  actor: z.string(),
  /** As people know it now; the id is what was written. */
  actorName: z.string().optional(),
  action: z.string(),
  phase: z.enum(auditPhases),
  operationId: z.string().optional(),
  account: z.string().optional(),
  region: z.string().optional(),
  target: z.string().optional(),
  targetName: z.string().optional(),
  data: z.record(z.string(), z.unknown()),
})
export type AuditRow = z.infer<typeof auditRow>

/**
 * What the log is narrowed by. `actor` and `object` find parts without regard to case; an `object` that is an IP address finds the
 * operations that named it, one that is an operation's id exactly that operation. `action` is one or several with commas. `from` is
 * included, `to` is not.
 */
export const auditFilterQuery = z.strictObject({
  actor: z.string().trim().max(200).optional(),
  action: z.string().max(400).optional(),
  object: z.string().trim().max(200).optional(),
  account: z.string().max(100).optional(),
  seq: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
})
export type AuditFilter = z.infer<typeof auditFilterQuery>

export const auditListQuery = z.strictObject({
  ...auditFilterQuery.shape,
  limit: z.coerce.number().int().min(1).max(pageLimitMax).default(50),
  cursor: z.string().max(200).optional(),
})

/** `csv` for a spreadsheet; `jsonl`, one row as JSON on each line, for a program. */
export const auditExportFormats = ['csv', 'jsonl'] as const
export type AuditExportFormat = (typeof auditExportFormats)[number]
export const auditExportQuery = z.strictObject({ ...auditFilterQuery.shape, format: z.enum(auditExportFormats) })

/** What rows are called: first what is done to addresses and operations, then what is done to people and tokens. */
export const auditActions = [
  'assign',
  'release',
  'move',
  'note',
  'check',
  'adopt',
  'retry',
  'close',
  'sign_in',
  'sign_in_failed',
  'sign_out',
  'session_ended',
  'sessions_ended',
  'password_changed',
  'password_set',
  'password_wrong',
  'password_link',
  'set_up_link',
  'link_refused',
  'first_admin',
  'totp_started',
  'totp_confirmed',
  'totp_wrong',
  'totp_removed',
  'user_created',
  'user_changed',
  'user_disabled',
  'user_enabled',
  'role_changed',
  'token_created',
  'token_revoked',
  'token_used',
  'refused',
] as const
