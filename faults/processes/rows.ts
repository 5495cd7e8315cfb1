import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { systemClock } from '#lib/server/base/clock.ts'
import type { Api } from '#lib/server/cloud/client.ts'
import { databaseFile } from '#lib/server/db/database.ts'
import { waits } from './common.ts'
import { until, type ProcessStage } from './stage.ts'

/** One row on real processes. `onPostgres`: on a database that several servers share. `play` returns the operations it asked for. */
export type ProcessRow = {
  id: string
  name: string
  api: Api
  onPostgres?: true
  end: RegExp
  play(stage: ProcessStage): Promise<string[]>
}

const once = /^succeeded \(task\), \+2, 1 request$/
const observed = /^succeeded \(observed\), \+2, 1 request$/
const assign = 'AssignPrivateIpAddresses'

const killedAt = (id: string, at: 'sending' | 'answered', mode: 'explicit' | 'count', api: Api, end: RegExp): ProcessRow => ({
  id,
  name: `kill -9 at “${at}” (${mode} ${api}), and a new server`,
  api,
  end,
  async play(stage) {
    const asked = await stage.ask(mode)
    const first = stage.start(at)
    await first.says(`at ${at}`)
    await first.end('SIGKILL')
    await stage.start().says('working')
    return [asked]
  },
})

export const processRows: readonly ProcessRow[] = [
  killedAt('B5', 'sending', 'explicit', 'v3', once),
  killedAt('B10', 'answered', 'count', 'v2', observed),
  {
    id: 'B8',
    name: 'kill -9 while the cloud holds the request; it is executed when the new server has asked again (explicit v2)',
    api: 'v2',
    end: /^succeeded \((task|observed)\), \+2, [23] requests$/,
    async play(stage) {
      const asked = await stage.ask('explicit')
      stage.cloud.arm({ kind: 'hold', action: assign, when: 'before' })
      const first = stage.start()
      await stage.cloud.faults.whenHeld(1)
      await first.end('SIGKILL')
      stage.start()
      await until(() => (stage.cloud.ledger.rows().filter(({ action }) => action === assign).length > 1 ? true : undefined))
      stage.cloud.faults.release()
      return [asked]
    },
  },
  {
    id: 'B16',
    name: 'SIGTERM while a request is on its way: the answer is waited for, and the process ends with 0',
    api: 'v3',
    end: once,
    async play(stage) {
      const asked = await stage.ask('count')
      stage.cloud.arm({ kind: 'hold', action: assign, when: 'after' })
      const first = stage.start()
      await stage.cloud.faults.whenHeld(1)
      const ended = first.end('SIGTERM')
      await systemClock.sleep(300)
      stage.cloud.faults.release()
      const code = await ended
      if (code !== 0) throw new Error(`the server ended with ${String(code)}`)
      await stage.start().says('working')
      return [asked]
    },
  },
  {
    id: 'E2',
    name: 'SIGSTOP before the send, SIGCONT when its time is over: nothing is sent late (count v2)',
    api: 'v2',
    end: once,
    async play(stage) {
      const asked = await stage.ask('count')
      const first = stage.start('before_send')
      await first.says('at before_send')
      first.child.kill('SIGSTOP')
      first.goOn()
      await systemClock.sleep(waits.sendWindowMs + 500)
      if (stage.cloud.ledger.rows().some(({ action }) => action === assign)) throw new Error('it was sent by a process that stands still')
      first.child.kill('SIGCONT')
      return [asked]
    },
  },
  {
    id: 'C4',
    name: 'the socket is reset after the effect (count v2)',
    api: 'v2',
    end: observed,
    async play(stage) {
      stage.cloud.arm({ kind: 'drop', action: assign, when: 'after' })
      const asked = await stage.ask('count')
      stage.start()
      return [asked]
    },
  },
  {
    id: 'C6',
    name: 'the body of the answer is cut on the socket (explicit v3)',
    api: 'v3',
    end: observed,
    async play(stage) {
      stage.cloud.arm({ kind: 'cut', action: assign, atByte: 30 })
      const asked = await stage.ask('explicit')
      stage.start()
      return [asked]
    },
  },
  {
    id: 'F1',
    name: 'no file may grow any more (ulimit) while it works; then a server with room',
    api: 'v3',
    end: /^succeeded \((task|observed)\)(, succeeded \((task|observed)\))?, \+8, \d+ requests$/,
    async play(stage) {
      const asked = []
      for (const eni of [1, 2, 3, 4]) asked.push(await stage.ask(eni % 2 === 0 ? 'count' : 'explicit', eni))
      // Room for the tables and for some of the work.
      const first = stage.start(undefined, 100 * 1024)
      await first.says('working')
      await systemClock.sleep(3_000)
      const isDone = await stage.withJournal(async (journal) => (await journal.list({ state: 'succeeded' })).items.length === 4, true)
      if (isDone) throw new Error('there was room enough: the row shows nothing')
      await first.end('SIGKILL')
      stage.start()
      return asked
    },
  },
  {
    id: 'F4',
    name: 'a backup taken when the answer was there is put back after the end (explicit v3)',
    api: 'v3',
    end: observed,
    async play(stage) {
      const asked = await stage.ask('explicit')
      const backup = join(stage.dir, 'backup')
      mkdirSync(backup)
      const first = stage.start('answered')
      await first.says('at answered')
      copyStore(stage.dir, backup)
      first.goOn()
      await until(() => stage.withJournal(async (journal) => ((await journal.get(asked)).endedAt === undefined ? undefined : true), true))
      await first.end('SIGKILL')
      for (const part of parts) rmSync(join(stage.dir, databaseFile + part), { force: true })
      copyStore(backup, stage.dir)
      stage.start()
      return [asked]
    },
  },
  {
    id: 'F5',
    name: 'a second server on the same SQLite file: it is refused and says why, the first goes on',
    api: 'v3',
    end: once,
    async play(stage) {
      const asked = await stage.ask('explicit')
      const first = stage.start('sending')
      await first.says('at sending')
      await stage.start().says(/^refused .*another server already works on this data folder/)
      first.goOn()
      return [asked]
    },
  },
  {
    id: 'E1',
    name: 'two servers on PostgreSQL, six operations: each is sent once',
    api: 'v3',
    onPostgres: true,
    end: /^succeeded \((task|observed)\)(, succeeded \((task|observed)\))?, \+12, 6 requests$/,
    async play(stage) {
      const asked = []
      for (const eni of [1, 2, 3, 4, 5, 6]) asked.push(await stage.ask(eni % 2 === 0 ? 'count' : 'explicit', eni))
      stage.start()
      stage.start()
      return asked
    },
  },
  {
    id: 'E4',
    name: 'SIGSTOP with the answer in hand, another server on PostgreSQL ends it, SIGCONT: nothing is written twice (count v2)',
    api: 'v2',
    onPostgres: true,
    end: observed,
    async play(stage) {
      const asked = await stage.ask('count')
      const first = stage.start('answered')
      await first.says('at answered')
      first.child.kill('SIGSTOP')
      stage.start()
      await until(() => stage.withJournal(async (journal) => ((await journal.get(asked)).endedAt === undefined ? undefined : true)))
      first.goOn()
      first.child.kill('SIGCONT')
      await systemClock.sleep(500)
      return [asked]
    },
  },
  {
    id: 'F1c',
    name: 'PostgreSQL ends every connection when the answer is there: it is kept in memory until it can be written',
    api: 'v3',
    onPostgres: true,
    end: once,
    async play(stage) {
      const asked = await stage.ask('explicit')
      const first = stage.start('answered')
      await first.says('at answered')
      await stage.withJournal((_journal, db) =>
        sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`.execute(
          db.kysely,
        ),
      )
      first.goOn()
      return [asked]
    },
  },
]

const parts = ['', '-wal', '-shm']
const copyStore = (from: string, to: string) => {
  for (const part of parts)
    if (existsSync(join(from, databaseFile + part))) copyFileSync(join(from, databaseFile + part), join(to, databaseFile + part))
}
