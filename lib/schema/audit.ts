import * as z from 'zod/mini'
import { cursorText, pageLimitMax } from './page.ts'

/** When a row was written: before the effect, at a person's decision, after the end, or a thing by itself. */
export const auditPhases = ['intent', 'resolution', 'completion', 'event'] as const

/** One row of the audit log. `data` differs by action and never holds a secret; what was changed stands in its `before` and `after`. */
export const auditRow = z.object({
  /** 1, 2, 3, … without a gap. */
  seq: z.int(),
  at: z.iso.datetime(),
  /** An id of a user or a token; `anonymous`, `system` or `local` where there is none. */
  actor: z.string(),
  /** As people know it now; the id is what was written. */
  actorName: z.optional(z.string()),
  action: z.string(),
  phase: z.enum(auditPhases),
  operationId: z.optional(z.string()),
  account: z.optional(z.string()),
  region: z.optional(z.string()),
  target: z.optional(z.string()),
  targetName: z.optional(z.string()),
  data: z.record(z.string(), z.unknown()),
})
export type AuditRow = z.infer<typeof auditRow>

/**
 * What the log is narrowed by. `actor` and `object` find parts without regard to case; an `object` that is an IP address finds the
 * operations that named it, also as that of an EIP, and one that is an EIP's id those that named that EIP; one that is an operation's id
 * exactly that operation. `action` is one or several with commas. `from` is
 * included, `to` is not.
 */
export const auditFilterQuery = z.strictObject({
  actor: z.optional(z.string().check(z.trim(), z.maxLength(200))),
  action: z.optional(z.string().check(z.maxLength(400))),
  object: z.optional(z.string().check(z.trim(), z.maxLength(200))),
  account: z.optional(z.string().check(z.maxLength(100))),
  seq: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(Number.MAX_SAFE_INTEGER))),
  from: z.optional(z.iso.datetime({ offset: true })),
  to: z.optional(z.iso.datetime({ offset: true })),
})
export type AuditFilter = z.infer<typeof auditFilterQuery>

export const auditListQuery = z.strictObject({
  ...auditFilterQuery.shape,
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(pageLimitMax)), 50),
  cursor: z.optional(cursorText),
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
  'recovery_codes_made',
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
