import { sql } from 'kysely'
import type { NotPlayed, Row } from './row.ts'
import { minute, second, type Stage } from './stage.ts'

const once = 'succeeded (task), +2, 1 request'
const observed = 'succeeded (observed), +2, 1 request'

/** One server stands still at that point for so long; another, beside it, goes on. */
async function pausesAt(stage: Stage, at: 'sending' | 'checked' | 'answered', ms: number): Promise<void> {
  await stage.ask()
  const first =
    at === 'checked'
      ? await stage.serverStruckBy((io) => io.what === `${stage.action} checked`, { kind: 'pause', ms })
      : await stage.serverStruckAt(at, { kind: 'pause', ms })
  await stage.time.run(30 * second, () => first.process.isPaused())
  stage.must(first.process.isPaused(), 'the first server did not come to the point where it was to pause')
  await stage.server('beside')
  await stage.end()
  await stage.run(ms + minute)
}

/** E: several servers on one database. */
export const serverRows: readonly Row[] = [
  {
    id: 'E1',
    name: 'Three servers, one operation',
    injected: 'all start at the same moment',
    ends: { all: once },
    async play(stage) {
      await stage.ask()
      for (const how of [undefined, 'beside', 'beside'] as const) await stage.server(how)
      await stage.end()
      const { fence } = await stage.world.db.kysely.selectFrom('operation').select('fence').executeTakeFirstOrThrow()
      stage.must(fence === 1, `it changed hands ${fence - 1} times though its server lived`)
    },
  },
  {
    id: 'E2',
    name: 'Paused after “sending”, another takes over, the first wakes',
    injected: 'the first stands still for 30 s between the commit and the send',
    ends: { all: once, 'count v2': 'needs_attention difference, +0, 0 requests' },
    play: (stage) => pausesAt(stage, 'sending', 30 * second),
  },
  {
    id: 'E3',
    name: 'Paused between the check and the first byte',
    injected: 'the first stands still for 60 s after it has checked the time, and sends when it wakes',
    ends: { all: 'succeeded (task), +2, 2 requests', count: observed },
    play: (stage) => pausesAt(stage, 'checked', minute),
  },
  {
    id: 'E4',
    name: 'Wakes with the answer after another has ended it',
    injected: 'the first stands still for 3 min with the answer in hand',
    ends: { all: observed },
    async play(stage) {
      await pausesAt(stage, 'answered', 3 * minute)
    },
  },
  {
    id: 'E4b',
    name: 'Wakes with the answer while another is looking',
    injected: 'the first stands still for 25 s with the answer in hand: the other has taken over, and cannot be sure yet',
    ends: { 'explicit v2': observed, count: observed },
    play: (stage) => pausesAt(stage, 'answered', 25 * second),
  },
  {
    id: 'E5',
    name: 'Polling with two servers',
    injected: 'a task of 60 s while two servers run',
    world: { settings: { taskMs: 60_000 } },
    ends: { all: once },
    async play(stage) {
      await stage.ask()
      await stage.server()
      await stage.server('beside')
      await stage.end()
      const polls = stage.world.network.traffic.filter(({ action }) => action === 'DescribeVpcTaskResult').length
      stage.must(polls <= 25, `${polls} questions for one task of 60 s`)
    },
  },
  {
    id: 'E6',
    name: 'Two versions on one journal',
    injected: 'a newer version wrote a word into one operation that this one does not know; another operation waits',
    ends: { all: `${once}; ${once}` },
    async play(stage) {
      const id = await stage.ask()
      await stage.ask(2)
      const { kysely } = stage.world.db
      await sql`update operation_step set state = 'from_the_future' where operation_id = ${id}`.execute(kysely)
      await stage.server()
      await stage.run(20 * second)
      stage.must(stage.sent() === 1, 'the unreadable one was sent, or the other one was not')
      await sql`update operation_step set state = 'planned' where operation_id = ${id}`.execute(kysely)
      await stage.end()
    },
  },
  {
    id: 'E7',
    name: 'A server loses the database and keeps the cloud',
    injected: 'every read and write of one server fails from the moment it has sent; another one is there',
    ends: { all: observed },
    async play(stage) {
      await stage.ask()
      const first = stage.world.spawn()
      first.process.watch((io) => (io.on === 'store' && stage.sent() > 0 ? { kind: 'error' } : undefined))
      await first.start()
      await stage.time.run(30 * second, () => stage.sent() > 0, 1)
      await stage.server('beside')
      await stage.end()
    },
  },
  {
    id: 'E8',
    name: 'Every look of a browser comes to another server',
    injected: 'two servers are asked in turn while it runs',
    ends: { all: once },
    async play(stage) {
      const id = await stage.ask()
      const servers = [await stage.server(), await stage.server('beside')]
      for (let i = 0; i < 20; i++) {
        await stage.run(500)
        const [a, b] = await Promise.all(servers.map(({ journal }) => journal.get(id)))
        stage.must(JSON.stringify(a) === JSON.stringify(b), 'two servers tell different things at one moment')
      }
      await stage.end()
    },
  },
]
export const serverNotPlayed: readonly NotPlayed[] = []
