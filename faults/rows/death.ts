import type { Point } from '#lib/server/operations/context.ts'
import type { NotPlayed, Row } from './row.ts'
import { second, type Stage } from './stage.ts'

const once = 'succeeded (task), +2, 1 request'
const observed = 'succeeded (observed), +2, 1 request'
const repeated = 'succeeded (task), +2, 1 request'
/** Nobody knows whether it left: API 3.0 takes the same count under the same token again once no copy can arrive; API 2.0 knows no token. */
const countNotSent = { 'count v3': repeated, 'count v2': 'needs_attention difference, +0, 0 requests' } as const

/** The server dies at a point of the worker, another one starts five seconds later. */
const dies = (id: string, name: string, at: Point, ends: Row['ends']): Row => ({
  id,
  name,
  injected: `kill at “${at}”; another server starts 5 s later`,
  ends,
  play: async (stage) => {
    await stage.ask()
    const first = await stage.serverStruckAt(at, { kind: 'die' })
    await restart(stage, () => first.process.isDead())
  },
})

async function restart(stage: Stage, isDead: () => boolean): Promise<void> {
  await stage.time.run(60 * second, isDead)
  stage.must(isDead(), 'the server did not come to the point where it was to die')
  await stage.run(5 * second)
  await stage.server()
  await stage.end()
}

/** B: the process dies. */
export const deathRows: readonly Row[] = [
  {
    id: 'B1',
    name: 'Before the operation is written',
    injected: 'kill before the first transaction; the browser repeats the request',
    ends: { all: once },
    async play(stage) {
      const input = stage.input()
      const first = stage.world.spawn()
      first.process.watch((io) => (io.phase === 'before' ? { kind: 'die' } : undefined))
      void first.journal.accept(input)
      await stage.run(second)
      stage.must((await stage.world.journal.list({})).items.length === 0, 'something was written')
      const again = await stage.world.journal.accept(input)
      stage.must(!again.replayed, 'the repeat finds an operation that nobody wrote')
      stage.mine(again.operation.id)
      await stage.server()
      await stage.end()
    },
  },
  {
    id: 'B2',
    name: 'After it is written, before 202',
    injected: 'kill after the commit of the first transaction; the browser repeats the request',
    ends: { all: once },
    async play(stage) {
      const input = stage.input()
      const first = stage.world.spawn()
      first.process.watch((io) => (io.what === 'commit' ? { kind: 'die' } : undefined))
      void first.journal.accept(input)
      await stage.run(second)
      const again = await stage.world.journal.accept(input)
      stage.must(again.replayed, 'the repeat is a second operation')
      stage.mine(again.operation.id)
      await stage.server()
      await stage.end()
    },
  },
  dies('B3', 'After it is taken', 'taken', { all: once }),
  dies('B4', 'After the ENI was read', 'read', { all: once }),
  dies('B5', 'After “sending” is committed, before the connection', 'sending', { all: repeated, ...countNotSent }),
  {
    id: 'B6',
    name: 'Connected, before the first byte',
    injected: 'kill between the check of the time and the first byte',
    ends: { all: repeated, ...countNotSent },
    async play(stage) {
      await stage.ask()
      const first = await stage.serverStruckBy((io) => io.what === `${stage.action} checked`, { kind: 'die' })
      await restart(stage, () => first.process.isDead())
    },
  },
  {
    id: 'B7',
    name: 'Half of the request is written',
    injected: 'kill in the middle of the request: the cloud gets no whole one',
    ends: { all: repeated, ...countNotSent },
    async play(stage) {
      await stage.ask()
      stage.writesMeet({ kind: 'half' })
      const first = await stage.serverStruckBy((io) => io.what === stage.action && io.phase === 'after', { kind: 'die' })
      // The reset is never heard: the process is killed while it waits.
      await stage.time.run(60 * second, () => stage.sent() > 0)
      first.process.kill()
      await restart(stage, () => first.process.isDead())
    },
  },
  {
    id: 'B8',
    name: 'The whole request is written, and arrives 30 s later',
    injected: 'kill while it is on the way; explicit: sent again after 20 s, then the first copy arrives',
    ends: {
      all: 'succeeded (task), +2, 2 requests',
      count: observed,
    },
    async play(stage) {
      await stage.ask()
      stage.writesMeet({ kind: 'late', ms: 30 * second, seen: 'silence' })
      const first = await stage.server()
      await stage.time.run(60 * second, () => stage.sent() > 0)
      await stage.run(second)
      first.process.kill()
      await stage.server()
      await stage.end()
      await stage.run(40 * second)
    },
  },
  {
    id: 'B9',
    name: 'Executed, the answer is not read',
    injected: 'kill when the cloud has done it and the answer is on its way',
    ends: { all: observed },
    async play(stage) {
      await stage.ask()
      const first = await stage.serverStruckBy((io) => io.what === stage.action && io.phase === 'after', { kind: 'die' })
      await restart(stage, () => first.process.isDead())
    },
  },
  dies('B10', 'The answer is read, not yet recorded', 'answered', { all: observed }),
  dies('B11', 'After the answer is recorded', 'recorded', { all: once }),
  dies('B12', 'Between the task’s end and the reading back', 'polled', { all: once }),
  dies('B13', 'Before the end is written', 'read_back', { all: once }),
  dies('B14', 'After the end is written', 'settled', { all: once }),
  {
    id: 'B15',
    name: 'Dying again while recovering, five times',
    injected: 'the answer is lost; then five servers in a row are killed',
    ends: { all: observed },
    async play(stage) {
      stage.writesMeet({ kind: 'deaf', seen: 'silence' })
      await stage.ask()
      for (const point of ['taken', 'answered', 'taken', 'read_back', 'taken'] as const) {
        const one = await stage.serverStruckAt(point, { kind: 'die' })
        await stage.time.run(40 * second, () => one.process.isDead())
        one.process.kill()
      }
      await stage.server()
      await stage.end()
    },
  },
  {
    id: 'B16',
    name: 'SIGTERM at every point',
    injected: 'the server is told to stop, once at each of the points from “taken” to “read back”, and another one starts',
    ends: { all: Array.from({ length: 7 }, () => once).join('; ') },
    async play(stage) {
      const points = ['taken', 'read', 'sending', 'before_send', 'answered', 'recorded', 'polled'] as const
      for (const [i, point] of points.entries()) {
        await stage.ask(i + 1)
        let stop: Promise<void> | undefined
        const one = stage.world.spawn({
          observe: (at) => {
            if (at === point) stop ??= one.worker.stop(25 * second)
          },
        })
        await one.start()
        await stage.time.run(10 * second, () => stop !== undefined)
        const began = stage.time.elapsed()
        let isStopped = false
        void stop?.then(() => (isStopped = true))
        await stage.time.run(30 * second, () => isStopped)
        stage.must(isStopped && stage.time.elapsed() - began <= 26 * second, `told to stop at “${point}”, it took longer than 25 s`)
        one.process.kill()
        await stage.server()
        await stage.end()
      }
    },
  },
]

export const deathNotPlayed: readonly NotPlayed[] = [
  {
    id: 'B17',
    name: 'Uncaught exception while polling',
    why: 'the process ends, which is B12; that it does end is the server’s, not the worker’s',
  },
]
