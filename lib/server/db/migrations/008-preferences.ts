import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What each person chose for themselves: JSON of lib/schema/preferences.ts. */
export const preferences: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('user_preference')
      .addColumn('user_id', 'text', (c) => c.primaryKey().references('auth_user.id'))
      .addColumn('data', 'text', (c) => c.notNull())
      .execute()
  },
}
