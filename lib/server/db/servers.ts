import 'server-only'
import { sql } from 'kysely'
import type { Clock } from '#lib/server/base/clock.ts'
import type { Db } from './database.ts'
import { reading } from './transact.ts'

export type Servers = {
  /** How many servers work on this database now, this one included: at least 1. As of the last beat. */
  live(): number
  /** Announces this server, counts the others, and goes on doing both until `stop`. */
  start(): Promise<void>
  stop(): Promise<void>
}

const beatMs = 5000
/** Machines that keep time by NTP differ by less. */
const skewMs = 1000
/** Three beats may be lost before a server counts as gone. */
const goneMs = 20_000
const forgottenMs = 86_400_000

/**
 * Who else is alive, by the clock of the database. The embedded database has one server. While the database is out of reach the
 * last count stays: assuming to be alone would spend the limits of all.
 */
export function createServers(options: {
  db: Db
  clock: Clock
  id: string
  onFault?: (error: unknown) => void
  /** Our clock − the database's, milliseconds: told when it begins to be too much. */
  onSkew?: (ms: number) => void
}): Servers {
  const { db, clock, id } = options
  const ended = new AbortController()
  let count = 1
  let loop: Promise<void> | undefined
  let isSkewed = false

  const beat = async (): Promise<void> => {
    const seen_at = db.leaseTime(clock.now())
    count = await reading(db, async (k) => {
      await k
        .insertInto('server')
        .values({ id, seen_at })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ seen_at }))
        .execute()
      await k
        .deleteFrom('server')
        .where('seen_at', '<', sql<number>`${seen_at} - ${sql.lit(forgottenMs)}`)
        .execute()
      const { n } = await k
        .selectFrom('server')
        .select((eb) => eb.fn.countAll<number | bigint | string>().as('n'))
        .where('seen_at', '>', sql<number>`${seen_at} - ${sql.lit(goneMs)}`)
        .executeTakeFirstOrThrow()
      return Math.max(1, Number(n))
    })
  }
  /** Distances between reads that different servers made are told by their clocks. */
  const compareClocks = async (): Promise<void> => {
    const before = clock.now()
    const { rows } = await sql<{ now: number | string }>`select ${db.leaseTime(before)} as now`.execute(db.kysely)
    const after = clock.now()
    const ms = (before + after) / 2 - Number(rows[0]?.now ?? Number.NaN)
    const isTooMuch = Math.abs(ms) > skewMs + (after - before) / 2
    if (isTooMuch && !isSkewed) options.onSkew?.(Math.round(ms))
    isSkewed = isTooMuch
  }
  const keepBeating = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      await clock.sleep(beatMs, ended.signal)
      if (!ended.signal.aborted) await Promise.all([beat(), compareClocks()]).catch((error: unknown) => options.onFault?.(error))
    }
  }

  return {
    live: () => count,
    async start() {
      if (db.dialect === 'sqlite') return
      await beat()
      await compareClocks()
      loop = keepBeating()
    },
    async stop() {
      if (!loop) return
      ended.abort()
      await loop
      // The others need not wait until this one counts as gone.
      await reading(db, (k) => k.deleteFrom('server').where('id', '=', id).execute()).catch((error: unknown) => options.onFault?.(error))
    },
  }
}
