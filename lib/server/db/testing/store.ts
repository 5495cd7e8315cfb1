/** The store that a test works on: a file of its own, or, in the tests on PostgreSQL, an empty database there. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { inject } from 'vitest'
import { openDatabase, type Db } from '#lib/server/db/database.ts'
import { openPostgres } from '#lib/server/db/postgres.ts'
import { createActivity, type Activity } from './activity.ts'
import { emptying } from './emptying.ts'

export type TestStore = {
  db: Db
  /** What PostgreSQL does takes time that no virtual clock knows. */
  activity?: Activity
  /** From then on every change of an operation fails as on a full disk, until it is taken back. */
  refuseWrites(on: boolean): Promise<void>
  close(): Promise<void>
}

export const onPostgres = (): boolean => inject('databases') !== undefined

/** The address of a new, empty database of the server that these tests share. */
export async function newDatabase(): Promise<string> {
  const answer = await fetch(inject('databases') ?? '')
  const text = await answer.text()
  if (!answer.ok) throw new Error(text)
  return text
}

/** Opens an empty store. On PostgreSQL its leases are compared with the time that the workers are given, a virtual one mostly. */
export async function openTestStore(): Promise<TestStore> {
  return onPostgres() ? openEmptied() : openFile()
}

async function openFile(): Promise<TestStore> {
  const dir = mkdtempSync(join(tmpdir(), 'enidesk-store-'))
  const db = await openDatabase({ dataDir: dir })
  return {
    db,
    refuseWrites: async (on) => void (await sql.raw(`pragma query_only = ${on ? 1 : 0}`).execute(db.kysely)),
    async close() {
      await db.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** Making a database takes long; emptying one does not. Those of a test file end with its process. */
const resting: (TestStore & { empty: () => Promise<void> })[] = []

async function openEmptied(): Promise<TestStore> {
  const store = resting.pop() ?? (await openAnother())
  try {
    await store.empty()
    return store
  } catch {
    // The test before left it without a table.
    return openAnother()
  }
}

async function openAnother(): Promise<TestStore & { empty: () => Promise<void> }> {
  const activity = createActivity()
  const db = await openPostgres({
    url: await newDatabase(),
    activity: activity.change,
    leaseTime: (now) => sql<number>`cast(${now} as bigint)`,
  })
  const statements = (text: string) => sql.raw(text).execute(db.kysely)
  await statements(`create function refuse() returns trigger language plpgsql as
    $$ begin raise exception 'no space left on device' using errcode = 'disk_full'; end $$`)
  const text = await emptying(db)
  const store = {
    db,
    activity,
    refuseWrites: async (on: boolean) => {
      await statements('drop trigger if exists refuse on operation')
      if (on)
        await statements(
          'create trigger refuse before insert or update or delete on operation for each statement execute function refuse()',
        )
    },
    empty: async () => void (await statements(text)),
    async close() {
      await activity.idle()
      resting.push(store)
    },
  }
  return store
}
