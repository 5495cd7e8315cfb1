import { z } from 'zod'
import { CloudError, type CloudClient, type CloudEni } from '#lib/server/cloud/client.ts'
import { bumpCounter } from '#lib/server/db/change-counter.ts'
import type { Db } from '#lib/server/db/database.ts'
import { reading, snapshot, transact } from '#lib/server/db/transact.ts'
import type { ClockSteps } from './clock-steps.ts'
import { readEni, scopeOf, withDeadline, type WorkerOptions } from './context.ts'
import { lastWords, takenByOthers } from './held.ts'
import { latelyBefore } from './lately.ts'
import { firstAttempt, loadOperation, loadOperations, UnreadableOperation, type LoadedOperation } from './loaded.ts'
import { arrivals, departures } from './watch-rule.ts'
import { goneFrom, namedStill } from './missing.ts'
import type { Waits } from './waits.ts'
import { addFindings, type Change } from './write.ts'

const knownShape = z.array(z.string())

/** ENIs to a look, where the API reads many by one call. */
const enisMax = 100

/**
 * Looks once at the ENIs of operations that have ended though a late copy of their request may still arrive, and adds a
 * finding for what came or went and nothing explains. The outcome is not touched. The last look is at `until` or later. One read of the
 * cloud: of as many ENIs as it takes. Returns false if none is due.
 */
export async function watchNext(options: WorkerOptions, waits: Waits, before: ClockSteps['before']): Promise<boolean> {
  const { db, clock, clients } = options
  const taken = await take(options, waits)
  const [first] = taken
  if (!first) return false
  const loaded = await snapshot(db, (kysely) =>
    loadOperations(
      kysely,
      taken.map(({ operation_id }) => operation_id),
    ),
  )
  const operations = loaded.flatMap((operation) => (operation instanceof UnreadableOperation ? [] : [operation]))
  for (const operation of loaded) if (operation instanceof UnreadableOperation) options.onFault?.(operation, operation.row.id)
  const client = clients.get(first.account)
  if (!client) return true
  const untilOf = (id: string): number | undefined => taken.find(({ operation_id }) => operation_id === id)?.until
  // Over by both clocks: ours may have been set ahead.
  const isOver = (until: number, at: number) => Math.min(at, client.cloudNow()) >= until
  // Nobody can say what is to be seen of one that cannot be read, and it must not be asked for for ever.
  for (const operation of loaded)
    if (operation instanceof UnreadableOperation && isOver(untilOf(operation.row.id) ?? 0, clock.now())) await forget(db, operation.row.id)
  try {
    const { seen, at } = await read({ options, client, waits }, operations)
    for (const operation of operations) {
      const present = seen.get(operation.eni_id)?.privateIps.map((address) => address.ip)
      const isLast = isOver(untilOf(operation.id) ?? at, at)
      await note(db, operation, { present, isLast, now: clock.now(), before, waits })
    }
  } catch (error) {
    // Asked again at the next turn; the last look is one that succeeded.
    if (!(error instanceof CloudError)) throw error
  }
  return true
}

const forget = (db: Db, id: string) =>
  transact(db, async (tx) => {
    await tx.deleteFrom('operation_watch').where('operation_id', '=', id).execute()
  })

type Reader = { options: WorkerOptions; client: CloudClient; waits: Waits }

/** The ENIs of these operations of one account and region, by id; one that does not exist is missing. */
async function read(reader: Reader, operations: readonly LoadedOperation[]): Promise<{ seen: Map<string, CloudEni>; at: number }> {
  const { options, client, waits } = reader
  const [first] = operations
  const at = options.clock.now()
  if (!first) return { seen: new Map(), at }
  if (operations.length === 1) {
    const { eni } = await readEni({ ...reader, operation: first })
    return { seen: new Map(eni ? [[eni.eniId, eni]] : []), at }
  }
  const { data, observedAt } = await withDeadline(options.clock, waits.readTimeoutMs, async (signal) => {
    const enis = await client.getEnis?.(first.region, [...new Set(operations.map(({ eni_id }) => eni_id))], signal)
    if (!enis) throw new CloudError('unsupported')
    return enis
  })
  const seen = new Map(data.map((eni) => [eni.eniId, eni]))
  for (const { vpc_id: vpcId, eni_id: eniId } of operations)
    options.onEniRead?.(scopeOf(first), seen.get(eniId), observedAt, { vpcId, eniId })
  return { seen, at }
}

/** What is due of one account and region, put off: of several workers one gets it. As many as one read can answer. */
async function take({ db, clock, clients }: WorkerOptions, waits: Waits) {
  const now = clock.now()
  const due = (from: Db['kysely']) =>
    from
      .selectFrom('operation_watch')
      .innerJoin('operation', 'operation.id', 'operation_watch.operation_id')
      .select(['operation_watch.operation_id', 'operation_watch.until', 'operation.account', 'operation.region', 'operation.ended_at'])
      // Farther ahead than any pause: planned by a clock that has been set back since.
      .where((eb) =>
        eb.or([eb('operation_watch.next_at', '<=', now), eb('operation_watch.next_at', '>', now + waits.watchMostMs + waits.farthestMs)]),
      )
      .orderBy('operation_watch.next_at')
      .orderBy('operation_watch.operation_id')
  // Mostly there is nothing: no need for the write lock to learn that.
  if (!(await reading(db, (kysely) => due(kysely).limit(1).executeTakeFirst()))) return []
  return transact(db, async (tx) => {
    const first = await due(tx).limit(1).executeTakeFirst()
    if (!first) return []
    const rows = await due(tx)
      .where('operation.account', '=', first.account)
      .where('operation.region', '=', first.region)
      .limit(clients.get(first.account)?.getEnis ? enisMax : 1)
      .execute()
    for (const { operation_id, until, ended_at } of rows) {
      // Most copies come early: the longer it has ended, the longer the pause.
      const pause = Math.min(waits.watchMostMs, Math.max(waits.watchEveryMs, (now - (ended_at ?? now)) / 4))
      const next_at = Math.round(now < until ? Math.min(now + pause, until) : now + waits.watchEveryMs)
      await tx.updateTable('operation_watch').set({ next_at }).where('operation_id', '=', operation_id).execute()
    }
    return rows
  })
}

/** `present` undefined: the ENI does not exist. */
type Look = { present: readonly string[] | undefined; isLast: boolean; now: number; before: ClockSteps['before']; waits: Waits }

async function note(db: Db, operation: LoadedOperation, { present, isLast, now, before, waits }: Look): Promise<void> {
  await transact(db, async (tx) => {
    const { id, account, region, eni_id } = operation
    const watch = await tx.selectFrom('operation_watch').selectAll().where('operation_id', '=', id).executeTakeFirst()
    if (!watch) return
    const busy = await tx
      .selectFrom('eni_lock')
      .select('operation_id')
      .where('account', '=', account)
      .where('region', '=', region)
      .where('eni_id', '=', eni_id)
      .executeTakeFirst()
    // What comes now may be the next operation's, whose addresses have names only when it has ended.
    if (busy) return
    const known = knownShape.parse(JSON.parse(watch.known))
    const first = firstAttempt(operation.steps)
    const explained = { gone: operation.steps.flatMap((step) => goneFrom(step.progress)), endedSince: before(now, waits.placedMs) }
    const others = first ? await namedStill(tx, operation, latelyBefore({ before, waits }, first), explained) : []
    // What the read shows otherwise than we left it a moment ago is not told: it may be from before that.
    const words = await lastWords(tx, operation, { eniId: eni_id }, before(now, waits.placedMs))
    const isOld = (ip: string, on: string | null) => (on === eni_id) !== (present ?? []).includes(ip)
    const old = [...words].flatMap(([ip, { on }]) => (on !== undefined && isOld(ip, on) ? [ip] : []))
    const added = arrivals(operation, present ?? [], [...known, ...others, ...old])
    const left = present ? departures(operation, present, [...known, ...old, ...(await takenByOthers(tx, operation))]) : []
    const told = [...added, ...left]
    if (told.length > 0) {
      const fresh = (await loadOperation(tx, id))?.findings ?? []
      const findings = JSON.stringify(addFindings(fresh, { findings: [findingOf(added, left)] }, now))
      await tx
        .updateTable('operation')
        .set((eb) => ({ findings, version: eb('version', '+', 1), updated_at: now }))
        .where('id', '=', id)
        .execute()
      await bumpCounter(tx)
    }
    const row = tx.updateTable('operation_watch').where('operation_id', '=', id)
    if (isLast && old.length === 0) await tx.deleteFrom('operation_watch').where('operation_id', '=', id).execute()
    else if (told.length > 0) await row.set({ known: JSON.stringify([...known, ...told]) }).execute()
  })
}

/** An operation places or takes away, never both. */
const findingOf = (added: string[], left: string[]): NonNullable<Change['findings']>[number] =>
  added.length > 0 ? { code: 'late_arrival', params: { added } } : { code: 'late_departure', params: { ips: left } }
