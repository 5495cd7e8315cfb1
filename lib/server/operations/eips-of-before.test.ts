import Sqlite from 'better-sqlite3'
import { Kysely, sql, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { expect, test } from 'vitest'
import { migrations } from '#lib/server/db/migrations/index.ts'
import type { Tables } from '#lib/server/db/schema.ts'
import { loadOperations } from './loaded.ts'
import { toOperation } from './to-operation.ts'

test('a release of a version that kept no EIPs says nothing of them, and not that there were none', async () => {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database: new Sqlite(':memory:') }) })
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  expect((await migrator.migrateTo('011-issuer')).error).toBeUndefined()
  await sql`insert into operation (id, kind, state, unconfirmed, version, account, region, vpc_id, eni_id, body, actor, created_at,
    updated_at, ended_at, evidence, findings, lease_until, fence, seq) values ('op-1', 'release', 'succeeded', 0, 4, 'main', 'gz', 'vpc-1',
    'eni-1', '{"addresses":["10.0.0.60"],"unbindEips":["eip-1"]}', 'ann', 1, 2, 2, 'task', '[]', 0, 1, 1)`.execute(db)
  await sql`insert into operation_step (operation_id, n, state, progress) values ('op-1', 1, 'succeeded', '{}')`.execute(db)
  await sql`insert into operation_address (operation_id, position, step_n, ip, is_primary, outcome) values ('op-1', 0, 1, 167772220, 0, 'done')`.execute(
    db,
  )
  expect((await migrator.migrateToLatest()).error).toBeUndefined()
  const [released] = (await loadOperations(db, ['op-1'])).map(toOperation)
  expect(released).toMatchObject({ state: 'succeeded', addresses: [{ ip: '10.0.0.60', outcome: 'done' }] })
  expect([released?.eipsObservedAt, released?.addresses[0]?.eip]).toEqual([undefined, undefined])
  await db.destroy()
})
