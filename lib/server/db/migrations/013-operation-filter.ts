import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What lists of operations are filtered by beside their time, in the order that they are shown in. */
export const operationFilter: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.createIndex('operation_kind').on('operation').columns(['kind', 'created_at', 'id']).execute()
    await db.schema.createIndex('operation_actor').on('operation').columns(['actor', 'created_at', 'id']).execute()
  },
}
