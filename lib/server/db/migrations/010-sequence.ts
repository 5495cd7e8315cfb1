import { sql, type Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * In which order operations were accepted, by no clock: one may be set back, and several servers have several. From the counter of
 * changes; what was accepted before is put before all of it, by its time.
 */
export const sequence: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('operation')
      .addColumn('seq', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
    await sql`update operation set seq = created_at - 1000000000000000`.execute(db)
  },
}
