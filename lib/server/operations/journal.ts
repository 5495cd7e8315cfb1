import 'server-only'
import type { AddressPast } from '#lib/schema/address-past.ts'
import type { Operation, ResolutionBody } from '#lib/schema/operation.ts'
import type { Page } from '#lib/schema/page.ts'
import type { Scope } from '#lib/schema/scope.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import type { Audit } from '#lib/server/audit/audit.ts'
import type { Db } from '#lib/server/db/database.ts'
import { reading, snapshot, transact, type Tx } from '#lib/server/db/transact.ts'
import { acceptOperation, findKey, type AcceptInput } from './accept.ts'
import { heldIn, purge, type Held } from './held.ts'
import type { Ids } from './ids.ts'
import { listOperations, operationBatch, type OperationBatch, type OperationQuery } from './list.ts'
import { loadOperations, type LoadedOperation } from './loaded.ts'
import { named } from './named.ts'
import { addressPasts } from './past.ts'
import { resolveOperation } from './resolve.ts'
import { toOperation } from './to-operation.ts'
import { defaultWaits, type Waits } from './waits.ts'
import { applyChange, type Changing } from './write.ts'

export type Journal = {
  /**
   * Writes a new operation in one transaction, or finds the one that the key stands for. Throws AppError `key_reused`,
   * `eni_busy` (both with operationId), `address_claimed`, `address_cooling` (with fields), and DataDirError.
   */
  accept(input: AcceptInput): Promise<{ operation: Operation; replayed: boolean }>
  /** The operation that this key already stands for, so that a replay is answered before anything is judged anew. Throws AppError `key_reused`. */
  findReplay(input: { keyScope: string; key: string; hash: string }): Promise<Operation | undefined>
  /** Throws AppError `not_found`. */
  get(id: string): Promise<Operation>
  list(query: OperationQuery): Promise<Page<Operation>>
  /** A page of the list without the count. */
  batch(query: OperationQuery): Promise<OperationBatch>
  held(scope: Scope, vpcId: string): Promise<Held>
  /** What operations in these accounts did with these addresses (integers, lib/ip), VPC by VPC. */
  past(ips: readonly number[], accounts: 'all' | readonly string[]): Promise<AddressPast[]>
  /** Changes whenever the answer of `get` or `list` may have changed, also in who asked: for ETags. Undefined: there is no such operation. */
  versionOf(query: { id?: string }): Promise<string | undefined>
  /** How many operations are in each state; states without one are left out. */
  stats(): Promise<Partial<Record<Operation['state'], number>>>
  /** Throws AppError `not_found`, `not_resolvable` (`params.why`). */
  resolve(id: string, body: ResolutionBody, actor: string): Promise<Operation>
  /** Drops keys and claims that are over; the worker calls it hourly. */
  purge(): Promise<number>
  /** Called after every accepted operation and person's decision: there is something to do. Returns how to stop that. */
  onWork(listener: () => void): () => void
  /** The worker's own write: only while the operation is open and `held` its owner, else LostOperation. */
  change(held: { id: string; fence: number }, change: Changing): Promise<LoadedOperation>
}

export function createJournal(options: {
  db: Db
  clock: Clock
  ids: Ids
  audit: Audit
  waits?: Partial<Pick<Waits, 'keyKeptMs' | 'placedMs'>>
  /** What the clock of an account's cloud surely shows by now: until when an address cools is a matter of that clock. */
  cloudNow?: (account: string) => number
  /** Throws AppError where new work is not taken now: nothing is written then. */
  mustBeOpen?: (scope: Scope) => void
}): Journal {
  const { db, clock, ids, audit } = options
  const { keyKeptMs, placedMs } = { ...defaultWaits, ...options.waits }
  const cloudNow = options.cloudNow ?? (() => clock.now())
  const listeners = new Set<() => void>()
  const announce = () => listeners.forEach((listener) => listener())

  const load = async (from: Tx | Db['kysely'], id: string): Promise<Operation> => {
    const [operation] = await loadOperations(from, [id])
    if (!operation) throw new AppError('not_found')
    const [shown] = await named(from, [toOperation(operation)])
    // As many as were given.
    return shown as Operation
  }

  return {
    async accept(input) {
      options.mustBeOpen?.(input.scope)
      const id = ids.operationId()
      const answer = await transact(db, async (tx) => {
        const accepted = await acceptOperation(tx, audit, input, id, { now: clock.now(), cloudNow: cloudNow(input.scope.account) })
        return { operation: await load(tx, accepted.id), replayed: accepted.replayed }
      })
      if (!answer.replayed) announce()
      return answer
    },
    // A transaction, so that key and operation are of one moment.
    findReplay: (input) =>
      transact(db, async (tx) => {
        const id = await findKey(tx, input)
        return id === undefined ? undefined : load(tx, id)
      }),
    get: (id) => snapshot(db, (kysely) => load(kysely, id)),
    list: (query) => listOperations(db, query, clock.now()),
    batch: (query) => operationBatch(db, query),
    past: (ips, accounts) => addressPasts(db, ips, accounts),
    held: (scope, vpcId) => heldIn(db, scope, vpcId, cloudNow(scope.account)),
    versionOf: ({ id }) =>
      reading(db, async (kysely) => {
        if (id !== undefined) {
          const row = await kysely
            .selectFrom('operation')
            // A token is never called otherwise.
            .leftJoin('auth_user', 'auth_user.id', 'operation.actor')
            .select(['operation.version', 'auth_user.name'])
            .where('operation.id', '=', id)
            .executeTakeFirst()
          return row && [row.version, row.name ?? []].flat().join(' ')
        }
        const row = await kysely.selectFrom('change_counter').select('value').where('name', '=', 'operation').executeTakeFirst()
        return row && String(row.value)
      }),
    stats: () =>
      reading(db, async (kysely) => {
        const rows = await kysely
          .selectFrom('operation')
          .select(['state', (eb) => eb.fn.countAll<number | bigint | string>().as('n')])
          .groupBy('state')
          .execute()
        return Object.fromEntries(rows.map((row) => [row.state, Number(row.n)]))
      }),
    async resolve(id, body, actor) {
      const resolved = await transact(db, async (tx) => {
        await resolveOperation(tx, audit, id, body, { actor, now: clock.now(), cloudNow, placedMs })
        return load(tx, id)
      })
      announce()
      return resolved
    },
    purge: () => purge(db, { now: clock.now(), cloudNow, keptMs: keyKeptMs }),
    onWork(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    change: (held, change) =>
      transact(db, async (tx) => applyChange(tx, audit, held, typeof change === 'function' ? await change(tx) : change, clock.now())),
  }
}
