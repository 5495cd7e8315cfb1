import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/**
 * Portable on purpose: ids and JSON are text, times are epoch milliseconds, booleans are 0 or 1, IPv4 addresses are
 * unsigned integers (so that ranges are `between` on both stores).
 */
export const journal: Migration = {
  // kysely hands migrations an untyped database: the tables of later versions are not these.
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('operation')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('unconfirmed', 'integer', (c) => c.notNull())
      .addColumn('version', 'bigint', (c) => c.notNull())
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('region', 'text', (c) => c.notNull())
      .addColumn('vpc_id', 'text', (c) => c.notNull())
      .addColumn('eni_id', 'text', (c) => c.notNull())
      .addColumn('mode', 'text')
      .addColumn('count', 'integer')
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('reason', 'text')
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .addColumn('ended_at', 'bigint')
      .addColumn('evidence', 'text')
      .addColumn('error', 'text')
      .addColumn('findings', 'text', (c) => c.notNull())
      .addColumn('next_at', 'bigint')
      .addColumn('owner', 'text')
      .addColumn('lease_until', 'bigint', (c) => c.notNull())
      .addColumn('fence', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('operation_created').on('operation').columns(['created_at', 'id']).execute()
    await db.schema.createIndex('operation_due').on('operation').columns(['state', 'next_at']).execute()
    await db.schema.createIndex('operation_eni').on('operation').columns(['account', 'region', 'eni_id', 'created_at']).execute()

    await db.schema
      .createTable('operation_step')
      .addColumn('operation_id', 'text', (c) => c.notNull().references('operation.id'))
      .addColumn('n', 'integer', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('count', 'integer')
      .addColumn('task_id', 'text')
      .addColumn('next_at', 'bigint')
      .addColumn('progress', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('operation_step_key', ['operation_id', 'n'])
      .execute()

    await db.schema
      .createTable('operation_address')
      .addColumn('operation_id', 'text', (c) => c.notNull().references('operation.id'))
      .addColumn('position', 'integer', (c) => c.notNull())
      .addColumn('step_n', 'integer', (c) => c.notNull())
      .addColumn('ip', 'bigint', (c) => c.notNull())
      .addColumn('is_primary', 'integer', (c) => c.notNull())
      .addColumn('outcome', 'text', (c) => c.notNull())
      .addColumn('cause', 'text')
      .addPrimaryKeyConstraint('operation_address_key', ['operation_id', 'ip'])
      .execute()
    await db.schema.createIndex('operation_address_ip').on('operation_address').column('ip').execute()

    await db.schema
      .createTable('operation_attempt')
      .addColumn('operation_id', 'text', (c) => c.notNull().references('operation.id'))
      .addColumn('step_n', 'integer', (c) => c.notNull())
      .addColumn('k', 'integer', (c) => c.notNull())
      .addColumn('api', 'text', (c) => c.notNull())
      .addColumn('addresses', 'text', (c) => c.notNull())
      .addColumn('baseline', 'text', (c) => c.notNull())
      .addColumn('baseline_at', 'bigint', (c) => c.notNull())
      .addColumn('token', 'text', (c) => c.notNull())
      .addColumn('trace_id', 'text', (c) => c.notNull())
      .addColumn('nonce', 'text', (c) => c.notNull())
      .addColumn('timestamp_seconds', 'bigint', (c) => c.notNull())
      .addColumn('committed_at', 'bigint', (c) => c.notNull())
      .addColumn('send_before', 'bigint', (c) => c.notNull())
      .addColumn('dead_at', 'bigint', (c) => c.notNull())
      .addColumn('outcome', 'text')
      .addColumn('cause', 'text')
      .addColumn('request_id', 'text')
      .addColumn('task_id', 'text')
      .addColumn('http_status', 'integer')
      .addColumn('cloud_code', 'text')
      .addColumn('cloud_message', 'text')
      .addColumn('replied', 'text')
      .addColumn('ended_at', 'bigint')
      .addPrimaryKeyConstraint('operation_attempt_key', ['operation_id', 'step_n', 'k'])
      .execute()
    await db.schema.createIndex('operation_attempt_request').on('operation_attempt').column('request_id').execute()
    await db.schema.createIndex('operation_attempt_task').on('operation_attempt').column('task_id').execute()

    await db.schema
      .createTable('idempotency_key')
      .addColumn('scope', 'text', (c) => c.notNull())
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .addColumn('operation_id', 'text', (c) => c.notNull().references('operation.id'))
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('idempotency_key_key', ['scope', 'key'])
      .execute()
    await db.schema.createIndex('idempotency_key_age').on('idempotency_key').column('created_at').execute()

    await db.schema
      .createTable('eni_lock')
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('region', 'text', (c) => c.notNull())
      .addColumn('eni_id', 'text', (c) => c.notNull())
      .addColumn('vpc_id', 'text', (c) => c.notNull())
      .addColumn('operation_id', 'text', (c) => c.notNull().references('operation.id'))
      .addPrimaryKeyConstraint('eni_lock_key', ['account', 'region', 'eni_id'])
      .execute()
    await db.schema.createIndex('eni_lock_operation').on('eni_lock').column('operation_id').execute()

    await db.schema
      .createTable('ip_claim')
      .addColumn('account', 'text', (c) => c.notNull())
      .addColumn('region', 'text', (c) => c.notNull())
      .addColumn('vpc_id', 'text', (c) => c.notNull())
      .addColumn('ip', 'bigint', (c) => c.notNull())
      .addColumn('operation_id', 'text', (c) => c.notNull().references('operation.id'))
      .addColumn('until', 'bigint')
      .addPrimaryKeyConstraint('ip_claim_key', ['account', 'region', 'vpc_id', 'ip'])
      .execute()
    await db.schema.createIndex('ip_claim_operation').on('ip_claim').column('operation_id').execute()

    await db.schema
      .createTable('change_counter')
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('value', 'bigint', (c) => c.notNull())
      .execute()
    await db
      .withTables<{ change_counter: { name: string; value: number } }>()
      .insertInto('change_counter')
      .values({ name: 'operation', value: 0 })
      .execute()
  },
}
