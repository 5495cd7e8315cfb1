import 'server-only'
import type { ExpressionBuilder } from 'kysely'
import { z } from 'zod'
import { parseIpv4 } from '#lib/ip/ipv4.ts'
import { normaliseText } from '#lib/ip/normalise.ts'
import type { AuditFilter, AuditRow } from '#lib/schema/audit.ts'
import type { Page } from '#lib/schema/page.ts'
import { accountsOf, may, type Actor } from '#lib/schema/role.ts'
import { AppError } from '#lib/server/base/errors.ts'
import { contains } from '#lib/server/db/contains.ts'
import type { Db } from '#lib/server/db/database.ts'
import { operationsNamingEip, operationsNamingIp } from '#lib/server/db/operations-naming.ts'
import type { AuditRow as StoredRow, Tables } from '#lib/server/db/schema.ts'
import { reading, snapshot } from '#lib/server/db/transact.ts'
import { auditNames } from './names.ts'
import { chainName } from './seal.ts'

/** What the reader may see: `operations` are the rows of operations alone, without sign-ins, users and tokens, and those in their accounts. */
export type AuditReader = { sees: 'all' | 'operations'; accounts: 'all' | readonly string[] }
/** Names by which a reader may search for people: addresses and user names are for who may see users. */
const namesFor = {
  all: ['auth_user.name', 'auth_user.email', 'auth_user.username'],
  operations: ['auth_user.name'],
} as const satisfies Record<AuditReader['sees'], readonly string[]>
export const auditReaderOf = (actor: Pick<Actor, 'role' | 'grants'>): AuditReader => ({
  sees: may(actor.role, 'manage') ? 'all' : 'operations',
  accounts: accountsOf(actor.grants),
})

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
  const { rows, total, names } = await snapshot(db, async (k) => {
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
    return { rows, total: Number(total), names: await auditNames(k, rows) }
  })
  const last = rows[limit - 1]
  return {
    items: rows.slice(0, limit).map((row) => toRow(row, names)),
    ...(rows.length > limit && last ? { nextCursor: toCursor(last.seq) } : {}),
    total,
    observedAt: new Date(now).toISOString(),
  }
}

/** At most `limit` rows that match, newest first, all of them below `below`: for what reads the log to its end. */
export const auditRowsBelow = (db: Db, reader: AuditReader, filter: AuditFilter, below: number, limit: number): Promise<AuditRow[]> =>
  reading(db, async (k) => {
    const rows = k.selectFrom('audit').selectAll().where(conditions(filter, reader)).where('seq', '<', below)
    const batch = await rows.orderBy('seq', 'desc').limit(limit).execute()
    const names = await auditNames(k, batch)
    return batch.map((row) => toRow(row, names))
  })

/** The last row of the chain; undefined while nothing was ever written. */
export const auditHead = (db: Db): Promise<{ seq: number; seal: string } | undefined> =>
  reading(db, (k) => k.selectFrom('audit_head').select(['seq', 'seal']).where('name', '=', chainName).executeTakeFirst())

const toRow = (row: StoredRow, names: ReadonlyMap<string, string>): AuditRow => ({
  seq: row.seq,
  at: new Date(row.at).toISOString(),
  actor: row.actor,
  ...named('actorName', names.get(row.actor)),
  action: row.action,
  // Written by createAudit alone, whose type this is.
  phase: row.phase as AuditRow['phase'],
  ...(row.operation_id === null ? {} : { operationId: row.operation_id }),
  ...(row.account === null ? {} : { account: row.account }),
  ...(row.region === null ? {} : { region: row.region }),
  ...(row.target === null ? {} : { target: row.target }),
  ...named('targetName', names.get(row.target ?? '')),
  data: dataOf(row.data),
})

const named = <K extends string>(key: K, name: string | undefined): { [P in K]?: string } =>
  // The key is the literal it was called with, which a computed name hides from the compiler.
  (name === undefined ? {} : { [key]: name }) as { [P in K]?: string }

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
    if (reader.accounts !== 'all') all.push(eb('account', 'in', reader.accounts))
    if (filter.seq !== undefined) all.push(eb('seq', '=', filter.seq))
    if (filter.account) all.push(eb('account', '=', filter.account))
    if (filter.action) all.push(eb('action', 'in', filter.action.split(',')))
    if (filter.from) all.push(eb('at', '>=', Date.parse(filter.from)))
    if (filter.to) all.push(eb('at', '<', Date.parse(filter.to)))
    if (filter.actor) all.push(isBy(eb, filter.actor, reader))
    if (filter.object) all.push(isAbout(eb, filter.object, reader))
    return eb.and(all)
  }
}

/** Users and tokens of this name; for who may see users, also with it in their address or user name. */
function called(eb: ExpressionBuilder<Tables, 'audit'>, column: 'actor' | 'target', text: string, { sees }: AuditReader) {
  const users = eb.selectFrom('auth_user').select('auth_user.id')
  const tokens = eb.selectFrom('api_token').select('api_token.id')
  return [
    eb(
      column,
      'in',
      users.where((u) => u.or(namesFor[sees].map((name) => contains(name, text)))),
    ),
    eb(column, 'in', tokens.where(contains('api_token.name', text))),
  ]
}

const isBy = (eb: ExpressionBuilder<Tables, 'audit'>, text: string, reader: AuditReader) =>
  eb.or([contains('audit.actor', text), ...called(eb, 'actor', text, reader)])

/** A whole operation id is asked for by every operation's page: it is looked up, not searched for. */
const operationId = /^op-[0-9a-hjkmnp-tv-z]{20}$/

function isAbout(eb: ExpressionBuilder<Tables, 'audit'>, text: string, reader: AuditReader) {
  const ip = parseIpv4(normaliseText(text))
  if (ip !== undefined) return eb('operation_id', 'in', operationsNamingIp(ip))
  if (operationId.test(text)) return eb('operation_id', '=', text)
  return eb.or([
    contains('audit.target', text),
    contains('audit.operation_id', text),
    eb('operation_id', 'in', operationsNamingEip([text])),
    ...called(eb, 'target', text, reader),
  ])
}
