import { sql } from 'kysely'
import { afterEach, describe, expect, it } from 'vitest'
import { systemClock } from '#lib/server/base/clock.ts'
import type { Db } from './database.ts'
import { openPostgres, type PostgresOptions } from './postgres.ts'
import { createServers } from './servers.ts'
import { newDatabase } from './testing/store.ts'
import { reading, snapshot, transact, type Tx } from './transact.ts'

let opened: Db[] = []
afterEach(async () => {
  await Promise.all(opened.map((db) => db.close()))
  opened = []
})
const open = async (url: string, more: Partial<PostgresOptions> = {}): Promise<Db> => {
  const db = await openPostgres({ url, ...more })
  opened.push(db)
  return db
}
const two = async (more: Partial<PostgresOptions> = {}): Promise<[Db, Db]> => {
  const url = await newDatabase()
  return [await open(url, more), await open(url, more)]
}
const bump = (tx: Tx) =>
  tx
    .updateTable('change_counter')
    .set((eb) => ({ value: eb('value', '+', 1) }))
    .execute()
const value = async (from: Tx | Db['kysely']) => (await from.selectFrom('change_counter').select('value').executeTakeFirstOrThrow()).value
const kind = (name: string) => expect.objectContaining({ name: 'DataDirError', kind: name })
const raw = (db: Db, text: string) => sql.raw(text).execute(db.kysely.withoutPlugins())
const gate = () => Promise.withResolvers<void>()

describe('opening', () => {
  it('makes a commit wait for the disk, and keeps nobody waiting for ever', async () => {
    const db = await open(await newDatabase())
    const setting = async (name: string) =>
      (await sql<{ value: string }>`select current_setting(${name}) as value`.execute(db.kysely)).rows[0]?.value
    expect(await setting('synchronous_commit')).toBe('on')
    expect(await setting('idle_in_transaction_session_timeout')).toBe('10s')
    expect(await setting('lock_timeout')).toBe('10s')
    await db.check()
  })

  it('lets several servers start at once on an empty database', async () => {
    const url = await newDatabase()
    const all = await Promise.all(Array.from({ length: 4 }, () => open(url)))
    for (const db of all) await transact(db, bump)
    expect(await Promise.all(all.map((db) => value(db.kysely)))).toEqual([4, 4, 4, 4])
  })

  it('refuses a database of a newer version', async () => {
    const url = await newDatabase()
    const db = await open(url)
    await raw(db, `insert into kysely_migration (name, timestamp) values ('999-future', '1970-01-01T00:00:00.000Z')`)
    await expect(openPostgres({ url })).rejects.toEqual(kind('newer_schema'))
  })

  it('does not take the tables of another program in another schema for its own', async () => {
    const url = await newDatabase()
    const db = await open(url)
    await raw(db, `create schema other; create table other.kysely_migration (name text); insert into other.kysely_migration values ('x')`)
    expect(await value((await open(url)).kysely)).toBe(0)
  })

  it('says in one line what is wrong, and never the password', async () => {
    const url = await newDatabase()
    const db = await open(url)
    await raw(db, `create role weak login password 'weak-secret'; create role reader login password 'reader-secret'`)
    await raw(db, `alter role reader set default_transaction_read_only = on`)
    const as = (user: string, password: string, database?: string) => {
      const changed = new URL(url)
      Object.assign(changed, { username: user, password, ...(database === undefined ? {} : { pathname: database }) })
      return changed.href
    }
    const emptyDatabase = new URL(await newDatabase()).pathname
    const refused = async (address: string) => {
      const error = await openPostgres({ url: address }).then(
        () => expect.unreachable(),
        (thrown: unknown) => thrown,
      )
      if (!(error instanceof Error)) throw new Error('it throws errors')
      expect(error.message.split('\n')).toHaveLength(1)
      expect(`${error.message} ${error.stack}`).not.toContain('secret')
      return error
    }
    expect(await refused(as('tester', 'wrong-secret'))).toEqual(kind('login_refused'))
    expect(await refused(as('nobody', 'wrong-secret'))).toEqual(kind('login_refused'))
    expect(await refused(as('weak', 'weak-secret', '/nowhere'))).toEqual(kind('no_database'))
    expect(await refused(as('weak', 'weak-secret', emptyDatabase))).toEqual(kind('not_allowed'))
    expect(await refused(as('reader', 'reader-secret'))).toEqual(kind('read_only'))
    expect(await refused('postgres://someone:a-secret@127.0.0.1:1/enidesk')).toEqual(kind('unreachable'))
    expect(await refused('postgres://someone:a-secret@no-such-host.invalid/enidesk')).toEqual(kind('unreachable'))
    expect(await refused(`${url}?sslmode=verify-full`)).toEqual(kind('tls'))
    await raw(db, `drop role weak; drop role reader`)
  })
})

describe('one writer at a time, among all servers', () => {
  it('loses no change that rests on what was read', async () => {
    const servers = await two()
    const readThenWrite = (db: Db) =>
      transact(db, async (tx) => {
        const next = (await value(tx)) + 1
        await tx.updateTable('change_counter').set({ value: next }).execute()
      })
    await Promise.all(Array.from({ length: 60 }, (_, i) => readThenWrite(servers[i % 2 === 0 ? 0 : 1])))
    expect(await value(servers[0].kysely)).toBe(60)
  })

  it('lets a transaction see what the one before it committed while it waited', async () => {
    const [one, other] = await two()
    const [began, goOn] = [gate(), gate()]
    const first = transact(one, async (tx) => {
      await bump(tx)
      began.resolve()
      await goOn.promise
    })
    await began.promise
    const second = transact(other, value)
    goOn.resolve()
    await first
    expect(await second).toBe(1)
  })

  it('reads several rows of one moment, whatever is committed meanwhile', async () => {
    const [one, other] = await two()
    const [read, written] = [gate(), gate()]
    const seen = snapshot(one, async (k) => {
      const before = await value(k)
      read.resolve()
      await written.promise
      return [before, await value(k)]
    })
    await read.promise
    await transact(other, bump)
    written.resolve()
    expect(await seen).toEqual([0, 0])
  })

  it('ends a transaction that stands still, so that the others go on', async () => {
    const [paused, other] = await two({ statementMs: 300 })
    const [began, goOn] = [gate(), gate()]
    const standing = transact(paused, async (tx) => {
      await bump(tx)
      began.resolve()
      await goOn.promise
      await bump(tx)
    })
    await began.promise
    // The first may find that it has to wait for longer than a statement may take.
    await transact(other, bump).catch(() => transact(other, bump))
    goOn.resolve()
    await expect(standing).rejects.toEqual(kind('unreachable'))
    expect(await value(other.kysely)).toBe(1)
    await transact(paused, bump)
    expect(await value(other.kysely)).toBe(2)
  })
})

describe('a connection that is lost', () => {
  it('fails what was under way and nothing after it', async () => {
    const [db, other] = await two()
    const killOthers = () =>
      raw(other, `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`)
    await expect(
      transact(db, async (tx) => {
        await bump(tx)
        await killOthers()
        await bump(tx)
      }),
    ).rejects.toEqual(kind('unreachable'))
    expect(await value(other.kysely)).toBe(0)
    await db.check()
    await transact(db, bump)
    await killOthers()
    // A resting connection may be found dead by its next user, once.
    await reading(db, value).catch(() => undefined)
    expect(await reading(db, value)).toBe(1)
  })

  it('during a commit leaves it unknown whether that was carried out, and says so', async () => {
    const [db, other] = await two()
    await raw(
      db,
      `create function die() returns trigger language plpgsql as $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$`,
    )
    await raw(
      db,
      `create constraint trigger die after update on change_counter deferrable initially deferred for each row execute function die()`,
    )
    await expect(transact(db, bump)).rejects.toEqual(kind('commit_unknown'))
    await raw(other, `drop trigger die on change_counter`)
    await transact(db, bump)
    expect(await value(db.kysely)).toBe(1)
  })

  it('is told from a server that only lets read, and from one that was closed', async () => {
    const db = await open(await newDatabase())
    await db.kysely.connection().execute(async (k) => {
      await sql`set default_transaction_read_only = on`.execute(k)
    })
    await expect(db.check()).rejects.toEqual(kind('read_only'))
    await db.kysely.destroy()
    await expect(transact(db, bump)).rejects.toEqual(kind('closed'))
    opened = []
  })
})

it('gives numbers as numbers, and takes what SQLite takes', async () => {
  const db = await open(await newDatabase())
  const at = Date.UTC(2026, 0, 1)
  await transact(db, (tx) =>
    tx
      .insertInto('server')
      .values({ id: 'a\0b', seen_at: at + 0.25 })
      .execute(),
  )
  expect(await reading(db, (k) => k.selectFrom('server').selectAll().execute())).toEqual([{ id: 'a\uFFFDb', seen_at: at + 1 }])
  expect(await reading(db, (k) => k.selectFrom('server').select('id').where('id', '=', 'a\0b').execute())).toHaveLength(1)
})

it('counts the servers that are alive, and says whose clock differs', async () => {
  const dbs = await two()
  const skews: number[] = []
  const [one, other] = dbs.map((db, i) =>
    createServers({
      db,
      // The second machine is a minute ahead.
      clock: i === 0 ? systemClock : { ...systemClock, now: () => Date.now() + 60_000 },
      id: `server-${i}`,
      onSkew: (ms) => skews.push(ms),
    }),
  )
  if (!one || !other) throw new Error('there are two')
  expect([one.live(), other.live()]).toEqual([1, 1])
  await one.start()
  await other.start()
  expect([one.live(), other.live()]).toEqual([1, 2])
  await one.stop()
  await other.stop()
  expect(await reading(dbs[0], (k) => k.selectFrom('server').selectAll().execute())).toEqual([])
  expect(skews).toEqual([expect.closeTo(60_000, -3)])
})
