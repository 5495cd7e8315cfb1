import { sql } from 'kysely'
import type { Db } from '#lib/server/db/database.ts'

/** Statements that leave the tables as the migrations made them, with the rows that those put in. */
export async function emptying(db: Db): Promise<string> {
  const tables = (await db.kysely.introspection.getTables()).map(({ name }) => name)
  const parts = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await sql<{ rows: string }>`select coalesce(json_agg(t), '[]')::text as rows from ${sql.table(table)} t`.execute(
        db.kysely,
      )
      const kept = rows[0]?.rows ?? '[]'
      const insert = `insert into "${table}" select * from json_populate_recordset(null::"${table}", '${kept.replaceAll("'", "''")}');`
      return { remove: `delete from "${table}";`, insert: kept === '[]' ? '' : insert }
    }),
  )
  const all = [...parts.map(({ remove }) => remove), ...parts.map(({ insert }) => insert)]
  // Foreign keys are not looked at meanwhile.
  return `set session_replication_role = replica; drop trigger if exists refuse on operation; ${all.join(' ')} set session_replication_role = default`
}
