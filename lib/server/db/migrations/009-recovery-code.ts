import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What stands in for a lost second factor: a row for each code that has not been used. */
export const recoveryCode: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('user_recovery_code')
      .addColumn('hash', 'text', (c) => c.primaryKey())
      .addColumn('user_id', 'text', (c) => c.notNull().references('auth_user.id'))
      .execute()
    await db.schema.createIndex('user_recovery_code_user').on('user_recovery_code').column('user_id').execute()
  },
}
