import { sql, type ExpressionBuilder } from 'kysely'
import { z } from 'zod'
import { parseIpv4 } from '#lib/ip/ipv4.ts'
import { normaliseText } from '#lib/ip/normalise.ts'
import type { operationListQuery, Operation } from '#lib/schema/operation.ts'
import type { Page } from '#lib/schema/page.ts'
import type { Scope } from '#lib/schema/scope.ts'
import { AppError } from '#lib/server/base/errors.ts'
import { contains } from '#lib/server/db/contains.ts'
import type { Db } from '#lib/server/db/database.ts'
import { operationsNamingEip, operationsNamingIp } from '#lib/server/db/operations-naming.ts'
import type { Tables } from '#lib/server/db/schema.ts'
import { snapshot } from '#lib/server/db/transact.ts'
import { loadOperations, openStates } from './loaded.ts'
import { named } from './named.ts'
import { toOperation } from './to-operation.ts'

export type OperationQuery = Partial<z.infer<typeof operationListQuery>> & {
  /** Only in these; absent: in all. */
  accounts?: readonly string[]
  /** ENIs that `q` names: their operations are found too. */
  enis?: readonly (Scope & { eniId: string })[]
}

// A number with a fraction, or beyond those that are exact, is no time of ours, and PostgreSQL refuses it.
const cursorShape = z.tuple([z.int(), z.string()])
const toCursor = (row: { created_at: number; id: string }): string =>
  Buffer.from(JSON.stringify([row.created_at, row.id])).toString('base64url')
function fromCursor(text: string): [number, string] {
  try {
    return cursorShape.parse(JSON.parse(Buffer.from(text, 'base64url').toString()))
  } catch (error) {
    throw new AppError('bad_cursor', {}, { cause: error })
  }
}

/**
 * Operations, newest first. `kind` and `state` are one or several with commas; `actor` is an id or a part of a name; `from` is included,
 * `to` is not; `q` finds parts of the operation's, ENIs' and VPC's ids and of the actor's name, the ENIs of `enis`, and exactly an IP, also
 * of an EIP, an EIP's id, a cloud task id or request id. Throws AppError `bad_cursor`.
 */
export async function listOperations(db: Db, query: OperationQuery, now: number): Promise<Page<Operation>> {
  const { total, ...page } = await snapshot(db, async (k) => {
    const page = await batchIn(k, query)
    const { total } = await k
      .selectFrom('operation')
      .select((eb) => eb.fn.countAll<number | bigint | string>().as('total'))
      .where(conditions(query))
      .executeTakeFirstOrThrow()
    return { ...page, total: Number(total) }
  })
  return { ...page, total, observedAt: new Date(now).toISOString() }
}

export type OperationBatch = Pick<Page<Operation>, 'items' | 'nextCursor'>
/** The same without their number, for what reads all of them: counting takes as long as they are many, and each batch would. */
export const operationBatch = (db: Db, query: OperationQuery): Promise<OperationBatch> => snapshot(db, (k) => batchIn(k, query))

async function batchIn(k: Db['kysely'], query: OperationQuery): Promise<OperationBatch> {
  const limit = query.limit ?? 100
  const after = query.cursor ? fromCursor(query.cursor) : undefined
  let page = k.selectFrom('operation').select(['id', 'created_at']).where(conditions(query))
  if (after)
    page = page.where((eb) => eb.or([eb('created_at', '<', after[0]), eb.and([eb('created_at', '=', after[0]), eb('id', '<', after[1])])]))
  const rows = await page
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const ids = rows.slice(0, limit).map((row) => row.id)
  const items = await named(k, (await loadOperations(k, ids)).map(toOperation))
  const last = rows[limit - 1]
  return { items, ...(rows.length > limit && last ? { nextCursor: toCursor(last) } : {}) }
}

function conditions(query: OperationQuery) {
  return (eb: ExpressionBuilder<Tables, 'operation'>) => {
    const all = []
    if (query.accounts) all.push(eb('account', 'in', query.accounts))
    if (query.account) all.push(eb('account', '=', query.account))
    if (query.region) all.push(eb('region', '=', query.region))
    if (query.vpc) all.push(eb('vpc_id', '=', query.vpc))
    if (query.eni) all.push(eb.or([eb('eni_id', '=', query.eni), eb('to_eni_id', '=', query.eni)]))
    if (query.open) all.push(eb('state', 'in', openStates))
    if (query.state) all.push(eb('state', 'in', query.state.split(',')))
    if (query.kind) all.push(eb('kind', 'in', query.kind.split(',')))
    if (query.from) all.push(eb('created_at', '>=', Date.parse(query.from)))
    if (query.to) all.push(eb('created_at', '<', Date.parse(query.to)))
    if (query.actor) all.push(isBy(eb, query.actor))
    const q = query.q?.trim()
    if (q) all.push(matches(eb, q, query.enis ?? []))
    return eb.and(all)
  }
}

/** Who has this id, or a name with this in it: one list of ids, for which both stores take the index of actors. */
function isBy(eb: ExpressionBuilder<Tables, 'operation'>, text: string) {
  const tokens = eb.selectFrom('api_token').select('api_token.id as id').where(contains('api_token.name', text))
  const users = eb.selectFrom('auth_user').select('auth_user.id as id').where(contains('auth_user.name', text))
  return eb('actor', 'in', users.unionAll(tokens).unionAll(sql<{ id: string }>`select cast(${text} as text)`))
}

function matches(eb: ExpressionBuilder<Tables, 'operation'>, q: string, enis: NonNullable<OperationQuery['enis']>) {
  const plain = normaliseText(q)
  const number = parseIpv4(plain)
  if (number !== undefined) return eb('id', 'in', operationsNamingIp(number))
  // Ids are plain; a person may have a name that is not.
  const texts = [...new Set([q, plain])]
  const part = (column: Parameters<typeof contains>[0]) => eb.or(texts.map((text) => contains(column, text)))
  const ofScope = [...Map.groupBy(enis, ({ account, region }) => JSON.stringify([account, region])).values()].map((all) => {
    const ids = all.map(({ eniId }) => eniId)
    // A group has a first one.
    const { account, region } = all[0] as Scope
    return eb.and([eb('account', '=', account), eb('region', '=', region), eb.or([eb('eni_id', 'in', ids), eb('to_eni_id', 'in', ids)])])
  })
  return eb.or([
    part('operation.id'),
    part('operation.eni_id'),
    part('operation.to_eni_id'),
    part('operation.vpc_id'),
    part('operation.actor'),
    ...ofScope,
    eb('id', 'in', operationsNamingEip(texts)),
    eb('actor', 'in', eb.selectFrom('auth_user').select('auth_user.id').where(part('auth_user.name'))),
    eb('actor', 'in', eb.selectFrom('api_token').select('api_token.id').where(part('api_token.name'))),
    eb(
      'id',
      'in',
      eb
        .selectFrom('operation_attempt')
        .select('operation_id')
        .where((a) => a.or([a('request_id', 'in', texts), a('task_id', 'in', texts), a('trace_id', 'in', texts)])),
    ),
  ])
}
