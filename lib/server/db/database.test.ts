import { mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseFile, openDatabase, openForReading, type Db } from './database.ts'
import { reading, transact, type Tx } from './transact.ts'

let dir: string
let opened: Db[]
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'enidesk-db-'))
  opened = []
})
afterEach(async () => {
  for (const db of opened) await db.close()
  rmSync(dir, { recursive: true, force: true })
})
const open = async (dataDir = dir): Promise<Db> => {
  const db = await openDatabase({ dataDir })
  opened.push(db)
  return db
}
const bump = (tx: Tx) =>
  tx
    .updateTable('change_counter')
    .set((eb) => ({ value: eb('value', '+', 1) }))
    .execute()
const value = async (db: Db) => (await reading(db, (k) => k.selectFrom('change_counter').select('value').executeTakeFirstOrThrow())).value
const kind = (name: string) => expect.objectContaining({ name: 'DataDirError', kind: name })

describe('opening', () => {
  it('sets SQLite up as promised and keeps the files to this user', async () => {
    const db = await open(join(dir, 'deep', 'data'))
    const pragma = async (name: string) =>
      Object.values((await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(db.kysely)).rows[0] ?? {})[0]
    expect([await pragma('journal_mode'), await pragma('synchronous'), await pragma('fullfsync'), await pragma('foreign_keys')]).toEqual([
      'wal',
      2,
      1,
      1,
    ])
    const mode = (path: string) => statSync(path).mode & 0o777
    expect(mode(join(dir, 'deep', 'data'))).toBe(0o700)
    for (const file of [databaseFile, `${databaseFile}-wal`, 'lock.sqlite']) expect(mode(join(dir, 'deep', 'data', file))).toBe(0o600)
  })

  it('opens what it closed, with the rows', async () => {
    const first = await openDatabase({ dataDir: dir })
    await transact(first, bump)
    await first.close()
    expect(await value(await open())).toBe(1)
  })

  it('refuses a second server in the same process and lets readers in', async () => {
    const db = await open()
    await transact(db, bump)
    await expect(openDatabase({ dataDir: dir })).rejects.toEqual(kind('in_use'))
    const reader = await openForReading({ dataDir: dir })
    opened.push(reader)
    expect(await value(reader)).toBe(1)
    await expect(transact(reader, bump)).rejects.toEqual(kind('read_only'))
    await expect(reader.check()).rejects.toEqual(kind('read_only'))
  })

  it('refuses while another process works on it, and gets in when that was killed', async () => {
    const script = `const db = new (require('better-sqlite3'))(process.argv[1]); db.exec('BEGIN EXCLUSIVE'); console.log('held'); setInterval(() => {}, 1000)`
    const other = spawn(process.execPath, ['-e', script, join(dir, 'lock.sqlite')], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(other.stdout, 'data')
    await expect(openDatabase({ dataDir: dir })).rejects.toEqual(kind('in_use'))
    other.kill('SIGKILL')
    await once(other, 'exit')
    await open()
  })

  it('names a file where the folder should be, a damaged file, a folder where the file should be', async () => {
    const file = join(dir, 'file')
    writeFileSync(file, 'not a folder')
    await expect(openDatabase({ dataDir: file })).rejects.toEqual(kind('not_a_directory'))
    await expect(openDatabase({ dataDir: join(file, 'below') })).rejects.toEqual(kind('not_a_directory'))
    writeFileSync(join(dir, databaseFile), 'x'.repeat(5000))
    await expect(openDatabase({ dataDir: dir })).rejects.toEqual(kind('corrupt'))
    rmSync(join(dir, databaseFile))
    await open(join(dir, databaseFile))
    await expect(openDatabase({ dataDir: dir })).rejects.toEqual(kind('not_writable'))
    await expect(openForReading({ dataDir: join(dir, 'nowhere') })).rejects.toEqual(kind('not_found'))
  })

  it('refuses a database of a newer version and lets the folder go again', async () => {
    await (await openDatabase({ dataDir: dir })).close()
    const raw = new Sqlite(join(dir, databaseFile))
    raw.prepare('insert into kysely_migration (name, timestamp) values (?, ?)').run('999-future', new Date(0).toISOString())
    raw.close()
    await expect(openDatabase({ dataDir: dir })).rejects.toEqual(kind('newer_schema'))
    await expect(openDatabase({ dataDir: dir })).rejects.toEqual(kind('newer_schema'))
  })
})

describe('a store that fails while the server runs', () => {
  it('says so when the file was deleted or replaced, and reports nothing as done', async () => {
    const db = await open()
    await transact(db, bump)
    renameSync(join(dir, databaseFile), join(dir, 'moved'))
    await expect(transact(db, bump)).rejects.toEqual(kind('missing'))
    await expect(db.check()).rejects.toEqual(kind('missing'))
    writeFileSync(join(dir, databaseFile), '')
    await expect(transact(db, bump)).rejects.toEqual(kind('missing'))
    rmSync(join(dir, databaseFile))
    renameSync(join(dir, 'moved'), join(dir, databaseFile))
    await transact(db, bump)
    expect(await value(db)).toBe(2)
  })

  it('says so when it is removed in the middle of a transaction', async () => {
    const db = await open()
    await expect(
      transact(db, async (tx) => {
        await bump(tx)
        renameSync(join(dir, databaseFile), join(dir, 'moved'))
      }),
    ).rejects.toEqual(kind('missing'))
    renameSync(join(dir, 'moved'), join(dir, databaseFile))
    expect(await value(db)).toBe(0)
  })

  it('names read-only, locked, full and closed', async () => {
    const db = await open()
    await sql`pragma query_only = 1`.execute(db.kysely)
    await expect(transact(db, bump)).rejects.toEqual(kind('read_only'))
    await sql`pragma query_only = 0`.execute(db.kysely)

    const other = new Sqlite(join(dir, databaseFile))
    other.exec('BEGIN IMMEDIATE')
    await expect(transact(db, bump)).rejects.toEqual(kind('locked'))
    other.close()

    const pages = await sql<{ page_count: number }>`pragma page_count`.execute(db.kysely)
    await sql.raw(`pragma max_page_count = ${pages.rows[0]?.page_count ?? 1}`).execute(db.kysely)
    const big = (tx: Tx) =>
      tx
        .insertInto('change_counter')
        .values({ name: 'x'.repeat(100_000), value: 0 })
        .execute()
    await expect(transact(db, big)).rejects.toEqual(kind('full'))
    await sql`pragma max_page_count = 1000000`.execute(db.kysely)
    await transact(db, bump)
    expect(await value(db)).toBe(1)

    await db.kysely.destroy()
    await expect(transact(db, bump)).rejects.toEqual(kind('closed'))
    await expect(value(db)).rejects.toEqual(kind('closed'))
  })
})

describe('transact', () => {
  it('makes everything else wait, and rolls back what threw', async () => {
    const db = await open()
    const order: string[] = []
    const slow = transact(db, async (tx) => {
      order.push('first begins')
      for (let i = 0; i < 50; i++) await bump(tx)
      order.push('first ends')
    })
    const read = value(db).then((v) => order.push(`read ${v}`))
    const failing = transact(db, async (tx) => {
      order.push('second begins')
      await bump(tx)
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    await Promise.all([slow, read])
    expect(order.slice(0, 2)).toEqual(['first begins', 'first ends'])
    expect(order.slice(2).toSorted()).toEqual(['read 50', 'second begins'])
    expect(await value(db)).toBe(50)
  })

  it('takes the write lock with its first statement', async () => {
    const db = await open()
    const other = new Sqlite(join(dir, databaseFile), { timeout: 0 })
    await transact(db, async (tx) => {
      await tx.selectFrom('change_counter').selectAll().execute()
      expect(() => other.exec('BEGIN IMMEDIATE')).toThrow(/locked/)
    })
    other.close()
  })

  it('makes an error of what would wait for itself, and only of that', async () => {
    const db = await open()
    await expect(transact(db, async () => value(db))).rejects.toThrow('beside the open transaction')
    // In a transaction of the framework's bundle too, which has a copy of the file of its own.
    const file = './transact.ts?copy'
    const bundled = (await import(/* @vite-ignore */ file)) as { transact: typeof transact }
    expect(bundled.transact).not.toBe(transact)
    await expect(bundled.transact(db, async () => value(db))).rejects.toThrow('beside the open transaction')
    await expect(transact(db, async () => transact(db, bump))).rejects.toThrow('inside another one')
    // What a transaction started but did not wait for may use the database once it is over.
    let later: Promise<number> | undefined
    await transact(db, async (tx) => {
      await bump(tx)
      later = new Promise((resolve) => setImmediate(resolve)).then(() => value(db))
    })
    expect(await later).toBe(1)
  })
})
