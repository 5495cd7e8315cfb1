import { z } from 'zod'
import { CloudError } from '#lib/server/cloud/client.ts'
import type { Db } from '#lib/server/db/database.ts'
import { reading, snapshot, transact } from '#lib/server/db/transact.ts'
import { readEni, type WorkerOptions } from './context.ts'
import { namedByOthers } from './held.ts'
import { loadOperation, type LoadedOperation } from './loaded.ts'
import { arrivals, departures } from './watch-rule.ts'
import type { Waits } from './waits.ts'
import { addFindings, bumpCounter, type Change } from './write.ts'

const knownShape = z.array(z.string())

/**
 * Looks once at the ENI of an operation that has ended though a late copy of its request may still arrive, and adds a
 * finding for what came or went and nothing explains. The outcome is not touched. The last look is at `until` or later. Returns
 * false if none is due.
 */
export async function watchNext(options: WorkerOptions, waits: Waits): Promise<boolean> {
  const { db, clock, clients } = options
  const taken = await take(db, clock.now(), waits)
  if (!taken) return false
  const operation = await snapshot(db, (kysely) => loadOperation(kysely, taken.operation_id))
  const client = operation && clients.get(operation.account)
  if (!operation || !client) return true
  try {
    const { eni, at } = await readEni({ options, operation, client, waits })
    const present = eni?.privateIps.map((address) => address.ip)
    await note(db, operation, { present, at, until: taken.until, now: clock.now(), placedMs: waits.placedMs })
  } catch (error) {
    // Asked again at the next turn; the last look is one that succeeded.
    if (!(error instanceof CloudError)) throw error
  }
  return true
}

/** The next due watch, put off by one interval: of several workers one gets it. */
async function take(db: Db, now: number, waits: Waits) {
  const due = (from: Db['kysely']) =>
    from
      .selectFrom('operation_watch')
      .selectAll()
      // Farther ahead than an interval: planned by a clock that has been set back since.
      .where((eb) => eb.or([eb('next_at', '<=', now), eb('next_at', '>', now + waits.watchEveryMs + waits.farthestMs)]))
      .orderBy('next_at')
      .limit(1)
      .executeTakeFirst()
  // Mostly there is nothing: no need for the write lock to learn that.
  if (!(await reading(db, due))) return undefined
  return transact(db, async (tx) => {
    const row = await due(tx)
    if (!row) return undefined
    const next_at = now < row.until ? Math.min(now + waits.watchEveryMs, row.until) : now + waits.watchEveryMs
    await tx.updateTable('operation_watch').set({ next_at }).where('operation_id', '=', row.operation_id).execute()
    return row
  })
}

/** `present` undefined: the ENI does not exist. */
type Look = { present: readonly string[] | undefined; at: number; until: number; now: number; placedMs: number }

async function note(db: Db, operation: LoadedOperation, { present, at, until, now, placedMs }: Look): Promise<void> {
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
    const sentAt = Math.min(...operation.steps.flatMap((step) => step.attempts.map((attempt) => attempt.committed_at)))
    const others = await namedByOthers(tx, operation, sentAt - placedMs)
    const added = arrivals(operation, present ?? [], [...known, ...others])
    const left = present ? departures(operation, present, known) : []
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
    if (at >= until) await tx.deleteFrom('operation_watch').where('operation_id', '=', id).execute()
    else if (told.length > 0) await row.set({ known: JSON.stringify([...known, ...told]) }).execute()
  })
}

/** An operation places or takes away, never both. */
const findingOf = (added: string[], left: string[]): NonNullable<Change['findings']>[number] =>
  added.length > 0 ? { code: 'late_arrival', params: { added } } : { code: 'late_departure', params: { ips: left } }
