import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Append-only rows, each sealed with a keyed hash over itself and the row before it, and the head of the chain. */
export const audit: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('audit')
      .addColumn('seq', 'bigint', (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('action', 'text', (c) => c.notNull())
      .addColumn('phase', 'text', (c) => c.notNull())
      .addColumn('operation_id', 'text')
      .addColumn('account', 'text')
      .addColumn('region', 'text')
      .addColumn('target', 'text')
      .addColumn('data', 'text', (c) => c.notNull())
      .addColumn('previous', 'text', (c) => c.notNull())
      .addColumn('seal', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('audit_operation').on('audit').column('operation_id').execute()
    await db.schema.createIndex('audit_at').on('audit').column('at').execute()
    await db.schema
      .createTable('audit_head')
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('seq', 'bigint', (c) => c.notNull())
      .addColumn('seal', 'text', (c) => c.notNull())
      .addColumn('head_seal', 'text', (c) => c.notNull())
      .execute()
  },
}
