import { sql } from 'kysely'
import { parseIpv4 } from '#lib/ip/ipv4.ts'
import { bumpCounter } from '#lib/server/db/change-counter.ts'
import type { Db } from '#lib/server/db/database.ts'
import { reading, transact, type Tx } from '#lib/server/db/transact.ts'
import { loadOperations, openStates, UnreadableOperation, type LoadedOperation } from './loaded.ts'

/** An operation in the hands of this worker: every write names the fence, and changes nothing once it is an old one. */
export type Held = { id: string; fence: number }

/**
 * Takes one open operation that is due and that nobody holds: the fence rises by one. A step found in `sending` was being
 * sent by an owner that is gone, so from now on nobody knows: it becomes `unknown` in the same transaction, and is never
 * sent again before a read. A lease that ends farther ahead than any may was given by a clock that has been set back since: who holds
 * it renews it within seconds, and who is dead would hold it for as long as the clock went back. One that cannot be read is put off by
 * `unreadableMs` and told to `onUnreadable`, and the next one is taken: it would be the first in line for ever. Undefined if none is due.
 */
export async function takeNext(db: Db, taker: Taker): Promise<Held | undefined> {
  for (;;) {
    const taken = await takeFirst(db, taker)
    if (!(taken instanceof UnreadableOperation)) return taken
    taker.onUnreadable(taken)
  }
}

type Taker = {
  owner: string
  leaseMs: number
  farthestMs: number
  /** Shorter than `farthestMs`, or it counts as planned by a clock that was set back, and is due at once. */
  unreadableMs: number
  now: number
  except: readonly string[]
  onUnreadable: (error: UnreadableOperation) => void
}

async function takeFirst(db: Db, taker: Taker): Promise<Held | UnreadableOperation | undefined> {
  const due = (from: Db['kysely']) => {
    const open = from
      .selectFrom('operation')
      .select(['id', 'fence', 'state'])
      .where('state', 'in', openStates)
      .where((eb) => eb.or([eb('next_at', '<=', taker.now), eb('next_at', '>', taker.now + taker.farthestMs)]))
      .where((eb) =>
        eb.or([eb('lease_until', '<=', db.leaseTime(taker.now)), eb('lease_until', '>', leaseEnd(db, taker.now, taker.farthestMs))]),
      )
      .orderBy('next_at')
      .orderBy('id')
      .limit(1)
    return taker.except.length > 0 ? open.where('id', 'not in', taker.except) : open
  }
  // Mostly there is nothing: no need for the write lock to learn that.
  if (!(await reading(db, (kysely) => due(kysely).executeTakeFirst()))) return undefined
  return transact(db, async (tx) => {
    // A row that somebody holds by hand keeps no worker from the others.
    const row = await (db.dialect === 'postgres' ? due(tx).forUpdate().skipLocked() : due(tx)).executeTakeFirst()
    if (!row) return undefined
    const [operation] = await loadOperations(tx, [row.id])
    if (!operation) return undefined
    if (operation instanceof UnreadableOperation) {
      await tx
        .updateTable('operation')
        .set({ next_at: taker.now + taker.unreadableMs })
        .where('id', '=', row.id)
        .execute()
      return operation
    }
    const fence = row.fence + 1
    await tx
      .updateTable('operation')
      .set({ owner: taker.owner, lease_until: leaseEnd(db, taker.now, taker.leaseMs), fence })
      .where('id', '=', row.id)
      .where('fence', '=', row.fence)
      .execute()
    const interrupted = operation.steps.find((step) => step.state === 'sending')
    if (row.state !== 'queued' && !interrupted) return { id: row.id, fence }
    if (interrupted) await toUnknown(tx, operation, interrupted.n, taker.now)
    await tx
      .updateTable('operation')
      .set((eb) => ({
        version: eb('version', '+', 1),
        updated_at: taker.now,
        ...(row.state === 'queued' ? { state: 'running' } : {}),
        ...(interrupted ? { unconfirmed: 1 } : {}),
      }))
      .where('id', '=', row.id)
      .execute()
    await bumpCounter(tx)
    return { id: row.id, fence }
  })
}

async function toUnknown(tx: Tx, operation: LoadedOperation, n: number, now: number): Promise<void> {
  const step = operation.steps.find((candidate) => candidate.n === n)
  const attempt = step?.attempts.at(-1)
  if (!step || !attempt) return
  const ofStep = tx.updateTable('operation_step').where('operation_id', '=', operation.id).where('n', '=', n)
  await ofStep
    .set({
      state: 'unknown',
      next_at: null,
      progress: JSON.stringify({ ...step.progress, unknownSince: step.progress.unknownSince ?? attempt.committed_at }),
    })
    .execute()
  await tx
    .updateTable('operation_attempt')
    .set({ outcome: 'unknown', cause: 'interrupted', ended_at: now })
    .where('operation_id', '=', operation.id)
    .where('step_n', '=', n)
    .where('k', '=', attempt.k)
    .execute()
  const named = attempt.addresses.flatMap((ip) => parseIpv4(ip) ?? [])
  if (named.length === 0) return
  await tx
    .updateTable('operation_address')
    .set({ outcome: 'unknown' })
    .where('operation_id', '=', operation.id)
    .where('outcome', '=', 'pending')
    .where('ip', 'in', named)
    .execute()
}

const leaseEnd = (db: Db, now: number, leaseMs: number) => sql<number>`${db.leaseTime(now)} + cast(${leaseMs} as bigint)`

/** Keeps the operation for `owner` for `leaseMs` from `now` on. False: it is somebody else's now, or was given back meanwhile. */
export async function renew(db: Db, held: Held, owner: string, now: number, leaseMs: number): Promise<boolean> {
  return transact(db, async (tx) => {
    const renewed = await tx
      .updateTable('operation')
      .set({ lease_until: leaseEnd(db, now, leaseMs) })
      .where('id', '=', held.id)
      .where('fence', '=', held.fence)
      .where('owner', '=', owner)
      .where('state', 'in', openStates)
      .executeTakeFirst()
    return renewed.numUpdatedRows === 1n
  })
}

/** Puts it back until `nextAt`; at once if it changed since `version`, because somebody asked for a look meanwhile. */
export async function putBack(db: Db, held: Held, nextAt: number, version: number, now: number): Promise<void> {
  await transact(db, async (tx) => {
    const mine = tx.updateTable('operation').where('id', '=', held.id).where('fence', '=', held.fence).where('state', 'in', openStates)
    const quiet = await mine.set({ owner: null, lease_until: 0, next_at: nextAt }).where('version', '=', version).executeTakeFirst()
    if (quiet.numUpdatedRows !== 1n) await mine.set({ owner: null, lease_until: 0, next_at: now }).execute()
  })
}

/**
 * The clock was set back: what was planned by it before would come late by as much, and who has died since would be waited for as long.
 * Looking early does no harm; who lives renews.
 */
export async function bringForward(db: Db, now: number, leaseMs: number): Promise<void> {
  await transact(db, async (tx) => {
    const end = leaseEnd(db, now, leaseMs)
    const late = tx
      .selectFrom('operation')
      .select('id')
      .where('state', 'in', openStates)
      .where((eb) => eb.or([eb('next_at', '>', now), eb('lease_until', '>', end)]))
    // A row that somebody holds by hand keeps nobody from the others.
    const rows = await (db.dialect === 'postgres' ? late.forUpdate().skipLocked() : late).execute()
    for (const { id } of rows) {
      const one = tx.updateTable('operation').where('id', '=', id)
      await one.set({ next_at: now }).where('next_at', '>', now).execute()
      await one.set({ lease_until: end }).where('lease_until', '>', end).execute()
      // What a page says of the next look.
      await tx.updateTable('operation_step').set({ next_at: now }).where('operation_id', '=', id).where('next_at', '>', now).execute()
    }
    await tx.updateTable('operation_watch').set({ next_at: now }).where('next_at', '>', now).execute()
  })
}

/** On SQLite there is one process: whatever it finds leased at its start belongs to a dead one. */
export async function voidLeases(db: Db): Promise<void> {
  await transact(db, (tx) => tx.updateTable('operation').set({ lease_until: 0, owner: null }).where('state', 'in', openStates).execute())
}
