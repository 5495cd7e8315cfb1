import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Which EIP each address had when its release or move was accepted, as the cloud names it, and when that had been read. Of what was
 * accepted before nobody knows it: that stays null.
 */
export const eip: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('operation').addColumn('eips_observed_at', 'bigint').execute()
    await db.schema.alterTable('operation_address').addColumn('eip_id', 'text').execute()
    await db.schema.alterTable('operation_address').addColumn('eip_public_ip', 'text').execute()
    await db.schema.createIndex('operation_address_eip').on('operation_address').column('eip_id').execute()
    await db.schema.createIndex('operation_address_eip_public_ip').on('operation_address').column('eip_public_ip').execute()
  },
}
