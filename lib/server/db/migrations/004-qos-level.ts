import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** The level of service that a count asked for: part of the step, so that every attempt of it asks for the same. */
export const qosLevel: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('operation_step').addColumn('qos_level', 'text').execute()
  },
}
