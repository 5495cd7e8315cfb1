import 'server-only'
import type { Operation } from '#lib/schema/operation.ts'
import type { Scope, ScopeQuery } from '#lib/schema/scope.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { Db } from '#lib/server/db/database.ts'
import { reading } from '#lib/server/db/transact.ts'
import type { Journal } from '#lib/server/operations/journal.ts'
import { requestHash } from '#lib/server/operations/request-hash.ts'

/** Who asks for what under which key. `path` as in the API, from `/enis` on. */
export type KeyedRequest = { eniId: string; scope: ScopeQuery; key: string; actor: string }
export type Keyed = KeyedRequest & { method: 'POST' | 'PATCH'; path: string; body: unknown }
export type Accepted = { operation: Operation; replayed: boolean }
export type ReplayDeps = { db: Db; journal: Pick<Journal, 'findReplay'> }

/** What the key stands for where the request is about this account and region. */
export const hashIn = ({ method, path, eniId, body }: Keyed, { account, region }: Scope): string =>
  requestHash({ method, path, account, region, eniId, body })

/**
 * Answers with the operation that the key stands for already, before anything is judged anew; else `judgeAndAccept` decides. A refusal of
 * it is looked at twice: the same request, sent twice at once, may have been written while this one was judged, and what refuses this one
 * is then its own operation (its lock on the ENI, its claims). Throws AppError `key_reused`, and what `judgeAndAccept` throws.
 */
export const onceByKey = async (deps: ReplayDeps, request: Keyed, judgeAndAccept: () => Promise<Accepted>): Promise<Accepted> => {
  const replay = await findReplay(deps, request)
  if (replay !== undefined) return replay
  try {
    return await judgeAndAccept()
  } catch (error) {
    const written = error instanceof AppError ? await findReplay(deps, request) : undefined
    if (written === undefined) throw error
    return written
  }
}

const findReplay = async ({ db, journal }: ReplayDeps, request: Keyed): Promise<Accepted | undefined> => {
  const { key, actor, scope } = request
  const earlier = await scopeOfKey(db, actor, key)
  if (earlier === undefined) return undefined
  const operation = await journal.findReplay({ keyScope: actor, key, hash: hashIn(request, { ...earlier, ...scope }) })
  return operation && { operation, replayed: true }
}

/** Where the operation of this key is: a repeated request need not find its ENI again, perhaps while the cloud is away. */
const scopeOfKey = (db: Db, keyScope: string, key: string): Promise<Scope | undefined> =>
  reading(db, (kysely) =>
    kysely
      .selectFrom('idempotency_key')
      .innerJoin('operation', 'operation.id', 'idempotency_key.operation_id')
      .select(['operation.account', 'operation.region'])
      .where('idempotency_key.scope', '=', keyScope)
      .where('idempotency_key.key', '=', key)
      .executeTakeFirst(),
  )
