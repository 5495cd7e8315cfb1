import type { NotPlayed, Row } from './row.ts'
import { minute, second, type Stage } from './stage.ts'

const once = 'succeeded (task), +2, 1 request'
const observed = 'succeeded (observed), +2, 1 request'
const day = 24 * 60 * minute

const clockOff = (id: string, name: string, byMs: number): Row => ({
  id,
  name,
  injected: `the server’s clock is ${name.toLowerCase()}`,
  ends: { all: once },
  async play(stage) {
    stage.time.setWall(byMs)
    await stage.ask()
    await stage.server()
    await stage.end()
  },
})

const fresh = async (stage: Stage) => {
  await stage.ask()
  await stage.server()
  await stage.end()
}

/** G: time and settings. */
export const timeRows: readonly Row[] = [
  clockOff('G1', 'Six minutes fast', 6 * minute),
  clockOff('G1b', 'Six minutes slow', -6 * minute),
  clockOff('G1c', 'A day fast', day),
  {
    id: 'G2',
    name: 'The clock goes back an hour while it runs',
    injected: 'the machine’s clock is set back one hour when the request has been answered with silence; two servers',
    ends: { all: observed },
    async play(stage) {
      stage.writesMeet({ kind: 'deaf', seen: 'silence' })
      await stage.ask()
      await stage.server()
      await stage.server('beside')
      await stage.time.run(minute, () => stage.sent() > 0)
      await stage.run(2 * second)
      stage.time.setWall(-60 * minute)
      await stage.end()
    },
  },
  {
    id: 'G2b',
    name: 'The clock goes an hour ahead while it runs',
    injected: 'the request arrives after 15 s and is not answered; the machine’s clock is set one hour ahead before',
    ends: { all: observed },
    async play(stage) {
      stage.writesMeet({ kind: 'late', ms: 15 * second, seen: 'reset' })
      await stage.ask()
      await stage.server()
      await stage.time.run(minute, () => stage.sent() > 0, 1)
      stage.time.after(3 * second, () => stage.time.setWall(60 * minute))
      await stage.end()
    },
  },
  {
    id: 'G3',
    name: 'Midnight UTC while it is signed',
    injected: 'the operation begins 20 ms before midnight',
    world: { startsAt: Date.UTC(2026, 0, 1, 23, 59, 59, 980) },
    ends: { all: once },
    play: fresh,
  },
  {
    id: 'G4',
    name: 'Another key is in force',
    injected: 'the server still signs with the old secret key',
    ends: { all: 'failed auth_failed, +0, 0 requests' },
    async play(stage) {
      await stage.ask()
      let key = 0
      // The reads still have the right key: only the write is refused, which is the later of the two moments.
      stage.world.network.foresee((event) => (event.isWrite && (key += 1) === 1 ? { kind: 'lost', seen: 'reset' } : undefined))
      const one = stage.world.spawn({ client: { secretKey: 'the old one' } })
      await one.start()
      await stage.end()
    },
  },
  {
    id: 'G5',
    name: 'The account is switched from API 3.0 to 2.0, or back',
    injected: 'the server is restarted with the other API while the operation is accepted and its task runs',
    world: { settings: { taskMs: 8_000 } },
    ends: { all: observed },
    async play(stage) {
      await stage.ask()
      const first = await stage.serverStruckAt('recorded', { kind: 'die' })
      await stage.time.run(minute, () => first.process.isDead())
      const other = stage.world.spawn({ client: { api: stage.api === 'v2' ? 'v3' : 'v2' } })
      await other.start()
      await stage.end()
    },
  },
  {
    id: 'G6',
    name: 'The account is gone from the settings, and comes back',
    injected: 'the server is restarted without the account while the fate of a request is unknown; with it after 2 min',
    ends: { all: observed },
    async play(stage) {
      stage.writesMeet({ kind: 'deaf', seen: 'silence' })
      await stage.ask()
      const first = await stage.serverStruckAt('answered', { kind: 'die' })
      await stage.time.run(minute, () => first.process.isDead())
      const without = stage.world.spawn({ clients: new Map() })
      await without.start()
      await stage.run(2 * minute)
      without.process.kill()
      await stage.server()
      await stage.end()
    },
  },
]
export const timeNotPlayed: readonly NotPlayed[] = []
