import type { Scope } from '#lib/schema/scope.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import { CloudError, type CloudClient, type CloudEni } from '#lib/server/cloud/client.ts'
import type { Db } from '#lib/server/db/database.ts'
import type { Crowd } from './crowd.ts'
import type { Ids } from './ids.ts'
import type { Journal } from './journal.ts'
import type { Held } from './lease.ts'
import { isSettled, type LoadedOperation } from './loaded.ts'
import type { Waits } from './waits.ts'
import type { Changing } from './write.ts'

/** Named moments of the protocol: the fault harness stops the worker at any of them. */
export const points = ['taken', 'read', 'sending', 'before_send', 'answered', 'recorded', 'polled', 'read_back', 'settled'] as const
export type Point = (typeof points)[number]

export type WorkerOptions = {
  db: Db
  journal: Journal
  /** By account name. */
  clients: ReadonlyMap<string, CloudClient>
  clock: Clock
  /** 0 ≤ x < 1: jitter and nonces. */
  random: () => number
  ids: Ids
  /** Whether the person who asked may still change this account; asked again before anything is sent. */
  actorMayWrite: (actor: string, account: string) => Promise<boolean>
  observe?: (point: Point, operationId: string) => void | Promise<void>
  /** Every ENI the worker reads, so that lists need not wait for their own refresh. Undefined: the cloud says it does not exist. */
  onEniRead?: (scope: Scope, eni: CloudEni | undefined, observedAt: number, which: { vpcId: string; eniId: string }) => void
  /** The cloud said that this address is in use somewhere else. */
  onAddressTaken?: (scope: Scope, taken: { vpcId: string; ip: string; observedAt: number }) => void
  /** From now on a person is needed: said once, when it begins. */
  onAttention?: (operation: LoadedOperation) => void
  /** Failures that are none of the protocol's: the database, a bug. */
  onFault?: (error: unknown, operationId?: string) => void
  waits?: Partial<Waits>
  /** Name of this worker in the lease; unique among all that share a database. */
  owner?: string
}

/** An operation in hand, for one turn of it. */
export type Turn = {
  options: WorkerOptions
  crowd: Crowd
  waits: Waits
  held: Held & { lost: boolean }
  operation: LoadedOperation
  client: CloudClient
  commit(change: Changing): Promise<LoadedOperation>
  /** Milliseconds since a time of this operation's journal, whatever was done to the wall clock meanwhile (ages.ts). */
  since(at: number): number
  /** Nothing written down in the `ms` before the wall clock showed `at` bears an earlier time, whatever was done to it (clock-steps.ts). */
  before(at: number, ms: number): number
}

/** How long the operation may rest now, in milliseconds; 0: there is more to do at once. */
export type Rest = number

/** Until the time that the operation's present step waits for. */
export function restOf(operation: LoadedOperation, now: number): Rest {
  const nextAt = operation.steps.find((step) => !isSettled(step))?.nextAt
  return nextAt === undefined ? 0 : Math.max(0, nextAt - now)
}

export const scopeOf = (operation: { account: string; region: string }): Scope => ({ account: operation.account, region: operation.region })

/**
 * Reads the operation's ENI now, or another one, with a deadline. `at` is when the read began: what it shows was true then or later. Throws CloudError.
 */
export async function readEni(
  { options, operation, client, waits, since }: Pick<Turn, 'options' | 'operation' | 'client' | 'waits'> & Partial<Pick<Turn, 'since'>>,
  eniId: string = operation.eni_id,
): Promise<{ eni: CloudEni | undefined; at: number }> {
  const at = options.clock.now()
  // Its age counts from here.
  since?.(at)
  const { data: eni, observedAt } = await withDeadline(options.clock, waits.readTimeoutMs, (signal) =>
    client.getEni(operation.region, operation.vpc_id, eniId, signal),
  )
  options.onEniRead?.(scopeOf(operation), eni, observedAt, { vpcId: operation.vpc_id, eniId })
  return { eni, at }
}

/** Fails with CloudError `timeout` after `ms`, whether or not the call heeds its signal. */
export async function withDeadline<T>(clock: Clock, ms: number, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const deadline = new AbortController()
  const done = new AbortController()
  const late = clock.sleep(ms, done.signal).then(() => 'late' as const)
  const answer = call(deadline.signal).then((value) => ({ value }))
  try {
    const first = await Promise.race([answer, late])
    if (first !== 'late') return first.value
    deadline.abort()
    answer.catch(() => undefined)
    throw new CloudError('timeout')
  } finally {
    done.abort()
  }
}
