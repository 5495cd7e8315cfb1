import 'server-only'
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import { operationStates } from '#lib/schema/operation.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import { TransportError, type Transport } from '#lib/server/cloud/transport.ts'
import type { Db } from '#lib/server/db/database.ts'
import { reading } from '#lib/server/db/transact.ts'
import type { Inventory } from '#lib/server/inventory/types.ts'
import { actionOf } from './action-of.ts'

export type MetricsParts = { db: Db; inventory: Pick<Inventory, 'lastReads'>; clock: Clock }

export type Metrics = {
  /** The same transport; each call is counted with its action and what came of it. */
  counted(account: string, send: Transport): Transport
  /** The text of a scrape (Prometheus 0.0.4). Throws DataDirError when the database does not answer. */
  text(parts: MetricsParts): Promise<{ body: string; contentType: string }>
}

/** One registry for the process. Labels are names of ours and of the API only: no address, no person, no id. */
export function createMetrics(clock: Clock): Metrics {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry, prefix: 'enidesk_' })
  const calls = new Counter({
    name: 'enidesk_cloud_calls_total',
    help: 'Calls put on the wire to the cloud, by action and by what came back: answered, http_<status> or why there was no answer',
    labelNames: ['account', 'action', 'outcome'] as const,
    registers,
  })
  const seconds = new Histogram({
    name: 'enidesk_cloud_call_seconds',
    help: 'Time from the first byte to the last of a call to the cloud, answered or not',
    labelNames: ['account', 'action'] as const,
    buckets: [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers,
  })
  const operations = new Gauge({
    name: 'enidesk_operations',
    help: 'Operations in the journal by state; needs_attention waits for a person',
    labelNames: ['state'] as const,
    registers,
  })
  const attempts = new Gauge({
    name: 'enidesk_attempts',
    help: 'Requests that change the cloud, by what is known of them; unknown ones were settled by reading',
    labelNames: ['outcome'] as const,
    registers,
  })
  const age = new Gauge({
    name: 'enidesk_snapshot_age_seconds',
    help: 'Age of what was last read of a region; absent until it has been read',
    labelNames: ['account', 'region'] as const,
    registers,
  })
  const failing = new Gauge({
    name: 'enidesk_region_failing',
    help: '1 while the last reading of a region failed',
    labelNames: ['account', 'region', 'cause'] as const,
    registers,
  })

  return {
    counted: (account, send) => async (request) => {
      const action = actionOf(request)
      const began = clock.monotonic()
      let outcome = 'failed'
      try {
        const reply = await send(request)
        outcome = reply.status < 400 ? 'answered' : `http_${reply.status}`
        return reply
      } catch (error) {
        if (error instanceof TransportError) outcome = error.reason
        throw error
      } finally {
        calls.inc({ account, action, outcome })
        seconds.observe({ account, action }, (clock.monotonic() - began) / 1000)
      }
    },
    async text({ db, inventory }) {
      const [byState, byOutcome] = await reading(db, async (kysely) => {
        const count = (table: 'operation' | 'operation_attempt') => kysely.selectFrom(table).select((eb) => eb.fn.countAll().as('count'))
        return [
          countsOf(await count('operation').select('state as key').groupBy('state').execute()),
          countsOf(await count('operation_attempt').select('outcome as key').groupBy('outcome').execute()),
        ] as const
      })
      for (const state of operationStates) operations.set({ state }, byState.get(state) ?? 0)
      attempts.reset()
      for (const [outcome, sum] of byOutcome) attempts.set({ outcome }, sum)
      age.reset()
      failing.reset()
      for (const { account, region, observedAt, cause } of inventory.lastReads()) {
        if (observedAt !== undefined) age.set({ account, region }, Math.max(0, (clock.now() - observedAt) / 1000))
        if (cause !== undefined) failing.set({ account, region, cause }, 1)
      }
      return { body: await registry.metrics(), contentType: registry.contentType }
    },
  }
}

/** `awaited`: requests whose answer has not come. */
const countsOf = (rows: readonly { key: string | null; count: string | number | bigint }[]): Map<string, number> =>
  new Map(rows.map(({ key, count }) => [key ?? 'awaited', Number(count)]))
