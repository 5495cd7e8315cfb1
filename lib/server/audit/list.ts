import 'server-only'
import { sql, type ExpressionBuilder } from 'kysely'
import { z } from 'zod'
import { parseIpv4 } from '#lib/ip/ipv4.ts'
import type { AuditFilter, AuditRow } from '#lib/schema/audit.ts'
import type { Page } from '#lib/schema/page.ts'
import { may, type Actor } from '#lib/schema/role.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { Db } from '#lib/server/db/database.ts'
import type { AuditRow as StoredRow, Tables } from '#lib/server/db/schema.ts'
import { reading, snapshot } from '#lib/server/db/transact.ts'
import { chainName } from './seal.ts'

/** What the reader may see: `operations` are the rows of operations alone, without sign-ins, users and tokens. */
export type AuditReader = { sees: 'all' | 'operations' }
export const auditReaderOf = (actor: Actor): AuditReader => ({ sees: may(actor.role, 'manage') ? 'all' : 'operations' })

const toCursor = (seq: number): string => Buffer.from(String(seq)).toString('base64url')
const seqText = z.string().regex(/^\d{1,16}$/)
function fromCursor(text: string): number {
  const parsed = seqText.safeParse(Buffer.from(text, 'base64url').toString())
  if (!parsed.success) throw new AppError('bad_cursor')
  return Number(parsed.data)
}

/** Rows of the audit log, newest first. Throws AppError `bad_cursor`. */
export async function listAudit(
  db: Db,
  reader: AuditReader,
  query: AuditFilter & { limit?: number; cursor?: string },
  now: number,
): Promise<Page<AuditRow>> {
  const limit = query.limit ?? 50
  const below = query.cursor === undefined ? undefined : fromCursor(query.cursor)
  const where = conditions(query, reader)
  const { rows, total } = await snapshot(db, async (k) => {
    const rows = await k
      .selectFrom('audit')
      .selectAll()
      .where(where)
      .$if(below !== undefined, (page) => page.where('seq', '<', below ?? 0))
      .orderBy('seq', 'desc')
      .limit(limit + 1)
      .execute()
    const { total } = await k
      .selectFrom('audit')
      .select((eb) => eb.fn.countAll<number | bigint | string>().as('total'))
      .where(where)
      .executeTakeFirstOrThrow()
    return { rows, total: Number(total) }
  })
  const last = rows[limit - 1]
  return {
    items: rows.slice(0, limit).map(toRow),
    ...(rows.length > limit && last ? { nextCursor: toCursor(last.seq) } : {}),
    total,
    observedAt: new Date(now).toISOString(),
  }
}

/** At most `limit` rows that match, newest first, all of them below `below`: for what reads the log to its end. */
export const auditRowsBelow = (db: Db, reader: AuditReader, filter: AuditFilter, below: number, limit: number): Promise<AuditRow[]> =>
  reading(db, async (k) => {
    const rows = k.selectFrom('audit').selectAll().where(conditions(filter, reader)).where('seq', '<', below)
    return (await rows.orderBy('seq', 'desc').limit(limit).execute()).map(toRow)
  })

/** The last row of the chain; undefined while nothing was ever written. */
export const auditHead = (db: Db): Promise<{ seq: number; seal: string } | undefined> =>
  reading(db, (k) => k.selectFrom('audit_head').select(['seq', 'seal']).where('name', '=', chainName).executeTakeFirst())

const toRow = (row: StoredRow): AuditRow => ({
  seq: row.seq,
  at: new Date(row.at).toISOString(),
  actor: row.actor,
  action: row.action,
  // Written by createAudit alone, whose type this is.
  phase: row.phase as AuditRow['phase'],
  ...(row.operation_id === null ? {} : { operationId: row.operation_id }),
  ...(row.account === null ? {} : { account: row.account }),
  ...(row.region === null ? {} : { region: row.region }),
  ...(row.target === null ? {} : { target: row.target }),
  data: dataOf(row.data),
})

const object = z.record(z.string(), z.unknown())
/** A row that somebody tampered with is still shown: `audit:verify` is who tells that it was. */
function dataOf(text: string): Record<string, unknown> {
  try {
    return object.parse(JSON.parse(text))
  } catch {
    return { unreadable: text }
  }
}

function conditions(filter: AuditFilter, reader: AuditReader) {
  return (eb: ExpressionBuilder<Tables, 'audit'>) => {
    const all = []
    if (reader.sees === 'operations') all.push(eb('operation_id', 'is not', null))
    if (filter.seq !== undefined) all.push(eb('seq', '=', filter.seq))
    if (filter.account) all.push(eb('account', '=', filter.account))
    if (filter.action) all.push(eb('action', 'in', filter.action.split(',')))
    if (filter.from) all.push(eb('at', '>=', Date.parse(filter.from)))
    if (filter.to) all.push(eb('at', '<', Date.parse(filter.to)))
    if (filter.actor) all.push(contains('actor', filter.actor))
    if (filter.object) all.push(isAbout(eb, filter.object))
    return eb.and(all)
  }
}

const contains = (column: 'actor' | 'target' | 'operation_id', text: string) =>
  sql<boolean>`lower(${sql.ref(`audit.${column}`)}) like ${`%${text.toLowerCase().replace(/[\\%_]/g, (found) => `\\${found}`)}%`} escape '\\'`

/** A whole operation id is asked for by every operation's page: it is looked up, not searched for. */
const operationId = /^op-[0-9a-hjkmnp-tv-z]{20}$/

function isAbout(eb: ExpressionBuilder<Tables, 'audit'>, text: string) {
  const ip = parseIpv4(text)
  if (ip !== undefined)
    return eb('operation_id', 'in', eb.selectFrom('operation_address').select('operation_address.operation_id').where('ip', '=', ip))
  if (operationId.test(text)) return eb('operation_id', '=', text)
  return eb.or([contains('target', text), contains('operation_id', text)])
}
