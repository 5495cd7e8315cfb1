import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { DataDirError } from './errors.ts'
import { migrations } from './migrations/index.ts'
import type { Tables } from './schema.ts'

/**
 * Brings the tables to this version in one transaction: a start that is interrupted leaves them as they were. A database
 * that knows a migration we do not is newer than this program and is refused (DataDirError `newer_schema`). `schema` is the one
 * that tables are made in, where a database has several: another program's list of migrations may be in the next.
 */
export async function migrateToLatest(kysely: Kysely<Tables>, path: string, schema?: string): Promise<void> {
  const migrator = new Migrator({ db: kysely, provider: { getMigrations: async () => migrations }, migrationTableSchema: schema })
  const tables = await kysely.introspection.getTables({ withInternalKyselyTables: true })
  if (tables.some((table) => table.name === 'kysely_migration' && (schema === undefined || table.schema === schema))) {
    const done = await kysely.withTables<{ kysely_migration: { name: string } }>().selectFrom('kysely_migration').select('name').execute()
    if (done.some(({ name }) => !(name in migrations))) throw new DataDirError('newer_schema', path)
  }
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}
