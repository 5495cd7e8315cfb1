import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** ENIs that are still looked at after their operation has ended, because a late copy of a request may arrive until then. */
export const watch: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('operation_watch')
      .addColumn('operation_id', 'text', (c) => c.primaryKey().references('operation.id'))
      .addColumn('until', 'bigint', (c) => c.notNull())
      .addColumn('next_at', 'bigint', (c) => c.notNull())
      .addColumn('known', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('operation_watch_due').on('operation_watch').column('next_at').execute()
  },
}
