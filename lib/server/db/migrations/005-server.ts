import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The servers that work on this database, each with the time it was last heard of: the cloud's limits are shared among them. */
export const server: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('server')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('seen_at', 'bigint', (c) => c.notNull())
      .execute()
  },
}
