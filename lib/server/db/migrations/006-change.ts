import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Where a move goes, and when the addresses of a request had been created: what tells one that stayed from one that came back (v3). */
export const change: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('operation').addColumn('to_eni_id', 'text').execute()
    await db.schema.createIndex('operation_to_eni').on('operation').columns(['account', 'region', 'to_eni_id', 'created_at']).execute()
    await db.schema.alterTable('operation_attempt').addColumn('created_times', 'text').execute()
  },
}
