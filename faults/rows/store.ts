import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { Kysely } from 'kysely'
import { databaseFile, openDatabase } from '#lib/server/db/database.ts'
import { migrateToLatest } from '#lib/server/db/migrate.ts'
import type { Tables } from '#lib/server/db/schema.ts'
import { ImmediateSqliteDialect, openSqlite } from '#lib/server/db/sqlite.ts'
import { DataDirError } from '#lib/server/db/errors.ts'
import type { NotPlayed, Row } from './row.ts'
import { minute, second, type Stage } from './stage.ts'

const once = 'succeeded (task), +2, 1 request'
const observed = 'succeeded (observed), +2, 1 request'

/** The database fails from that point of the worker on, for so long. */
async function failsAt(stage: Stage, point: 'taken' | 'read' | 'answered' | 'read_back', ms: number): Promise<void> {
  await stage.ask()
  let until: number | undefined
  const one = stage.world.spawn({
    observe: (at) => {
      if (at === point) until ??= stage.time.elapsed() + ms
    },
  })
  one.process.watch((io) =>
    io.on === 'store' && io.phase === 'before' && until !== undefined && stage.time.elapsed() < until ? { kind: 'error' } : undefined,
  )
  await one.start()
  await stage.end()
  stage.must(until !== undefined, 'the worker did not come to the point where the database was to fail')
}

/** F: the database. */
export const storeRows: readonly Row[] = [
  {
    id: 'F1',
    name: 'The disk is full before the send',
    injected: 'no transaction is possible for 20 s after the ENI was read',
    ends: { all: once },
    play: (stage) => failsAt(stage, 'read', 20 * second),
  },
  {
    id: 'F1b',
    name: 'The disk is full when the answer is there',
    injected: 'no transaction is possible for 15 s: the answer is kept in memory',
    ends: { all: once },
    play: (stage) => failsAt(stage, 'answered', 15 * second),
  },
  {
    id: 'F1c',
    name: 'The disk stays full',
    injected: 'no transaction is possible for 2 min: the answer is lost',
    ends: { all: observed },
    play: (stage) => failsAt(stage, 'answered', 2 * minute),
  },
  {
    id: 'F1d',
    name: 'The disk is full at the end',
    injected: 'no transaction is possible for 20 s after the ENI was read back',
    ends: { all: once },
    play: (stage) => failsAt(stage, 'read_back', 20 * second),
  },
  {
    id: 'F1e',
    name: 'A commit that succeeds and says it failed',
    injected: 'the first transaction of the worker after the ENI was read is written, and the worker is told that it was not',
    ends: { all: once, 'count v2': 'needs_attention difference, +0, 0 requests' },
    async play(stage) {
      await stage.ask()
      let armed = false
      const one = stage.world.spawn({
        observe: (at) => {
          if (at === 'read') armed = true
        },
      })
      one.process.watch((io) => {
        if (!armed || io.what !== 'commit') return undefined
        armed = false
        return stage.sent() === 0 ? { kind: 'error' } : undefined
      })
      await one.start()
      await stage.end()
    },
  },
  {
    id: 'F3',
    isOfFile: true,
    name: 'The last commits are lost in a fail-over',
    injected:
      'the database goes back to the moment before it was asked for, when all is done; the browser repeats the request under its key. The journal must be as durable as it says; with an asynchronous standby a count comes twice',
    ends: { explicit: 'succeeded (observed), +0, 0 requests', count: 'succeeded (task), +2, 1 request' },
    remains: {
      'explicit v3': /stands in no journal/,
      'explicit v2': /stands in no journal/,
      'count v3': /stands in no journal/,
      'count v2': /stands in no journal/,
    },
    async play(stage) {
      const { world } = stage
      const kept = mkdtempSync(join(world.dir, 'standby-'))
      const request = stage.input()
      world.backup(kept)
      await world.journal.accept(request)
      const one = await stage.server()
      await stage.run(minute)
      one.process.kill()
      await world.restore(kept)
      stage.mine((await world.journal.accept(request)).operation.id)
      await stage.server()
      await stage.end()
    },
  },
  {
    id: 'F4',
    isOfFile: true,
    name: 'Yesterday’s backup is put back',
    injected: 'the file as it was when the request was on its way replaces the one in which the operation has ended',
    ends: { all: observed },
    async play(stage) {
      await stage.ask()
      const { world } = stage
      const kept = mkdtempSync(join(world.dir, 'backup-'))
      const one = world.spawn({
        observe: (at) => {
          if (at === 'answered') world.backup(kept)
        },
      })
      await one.start()
      await stage.end()
      one.process.kill()
      await world.restore(kept)
      await stage.server()
      await stage.end()
    },
  },
  {
    id: 'F5',
    isOfFile: true,
    name: 'A second server on one SQLite file',
    injected: 'it is started while the first runs',
    ends: { 'explicit v3': once },
    async play(stage) {
      await stage.ask()
      await stage.server()
      const refused = await openDatabase({ dataDir: stage.world.dir }).catch((error: unknown) => error)
      stage.must(refused instanceof DataDirError && refused.kind === 'in_use', 'the second server is let in')
      await stage.end()
    },
  },
  {
    id: 'F6',
    name: 'The audit log cannot be written',
    injected: 'its table is not there when the operation is asked for',
    ends: { all: 'no operation' },
    async play(stage) {
      const { schema } = stage.world.db.kysely
      await schema.alterTable('audit').renameTo('elsewhere').execute()
      const refused = await stage.ask().catch(() => 'refused')
      await schema.alterTable('elsewhere').renameTo('audit').execute()
      stage.must(refused === 'refused', 'an operation was begun without its row of intent')
      await stage.server()
      await stage.run(minute)
      stage.must(stage.sent() === 0, 'something was sent')
    },
  },
  {
    id: 'F7',
    isOfFile: true,
    name: 'The first start is interrupted while it makes the tables',
    injected: 'the disk fails at every seventh statement in turn; the next start finds nothing half done',
    ends: { 'explicit v3': once },
    async play(stage) {
      for (let n = 1; ; n += 7) {
        const dir = mkdtempSync(join(stage.world.dir, 'fresh-'))
        const path = join(dir, databaseFile)
        const isInterrupted = await migrateFailingAt(path, n)
        await (await openDatabase({ dataDir: dir })).close()
        if (!isInterrupted) break
        stage.must(n < 1_000, 'it does not end')
      }
      await stage.ask()
      await stage.server()
      await stage.end()
    },
  },
]

/** Makes the tables of a new file; true if it came to a statement of that number, which fails. */
async function migrateFailingAt(path: string, n: number): Promise<boolean> {
  const sqlite = openSqlite(path)
  const prepare = sqlite.prepare.bind(sqlite)
  let statements = 0
  Object.defineProperty(sqlite, 'prepare', {
    value: (text: string) => {
      if (/^(create|alter|drop|insert|update)/i.test(text) && (statements += 1) === n)
        throw Object.assign(new Error('harness: the disk fails'), { code: 'SQLITE_IOERR' })
      return prepare(text)
    },
  })
  const kysely = new Kysely<Tables>({ dialect: new ImmediateSqliteDialect(sqlite, () => undefined) })
  try {
    await migrateToLatest(kysely, path)
    return false
  } catch {
    return true
  } finally {
    await kysely.destroy()
    if (sqlite.open) sqlite.close()
  }
}

export const storeNotPlayed: readonly NotPlayed[] = [
  {
    id: 'F2',
    name: 'Power loss after an acknowledged commit',
    why: 'no process can show what a disk keeps; that each commit is synced is read back from SQLite at every start (lib/server/db), and F4 plays the older file',
  },
]
