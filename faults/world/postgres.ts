import { sql } from 'kysely'
import type { Db } from '#lib/server/db/database.ts'
import { openPostgres } from '#lib/server/db/postgres.ts'
import { createActivity, type Activity } from '#lib/server/db/testing/activity.ts'
import { emptying } from '#lib/server/db/testing/emptying.ts'

/** A database on a real PostgreSQL server, for one world after the other. */
export type SharedStore = { db: Db; activity: Activity; empty(): Promise<void>; close(): Promise<void> }

/** `url`: of an empty database. Its leases are compared with the time of the harness. */
export async function openShared(url: string): Promise<SharedStore> {
  const activity = createActivity()
  const db = await openPostgres({ url, activity: activity.change, leaseTime: (now) => sql<number>`cast(${now} as bigint)` })
  const text = await emptying(db)
  return {
    db,
    activity,
    async empty() {
      await activity.idle()
      await sql.raw(text).execute(db.kysely)
    },
    close: () => db.close(),
  }
}
