import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AssignBodyInput } from '#lib/schema/assign.ts'
import { onPostgres } from '#lib/server/db/testing/store.ts'
import { points, type Point } from './context.ts'
import { neverDone, neverDoneAtAll } from './testing/answers.ts'
import { createWorld, type World } from './testing/world.ts'

let world: World
beforeEach(async () => {
  world = await createWorld()
})
afterEach(() => world.close())

const second = 1000
const minute = 60 * second
const bodies: Record<string, AssignBodyInput> = {
  explicit: { mode: 'explicit', addresses: [{ ip: '10.0.0.20' }, { ip: '10.0.0.21' }] },
  count: { mode: 'count', count: 2 },
}
const once = { explicit: 1, count: 1 }
/** What the next process makes of it: nothing sent yet → sent now; unknown → settled by looking, and sent again where names make that harmless. */
const endings: Record<Point, { sent: typeof once; explicit: object; count: object }> = {
  taken: { sent: once, explicit: { state: 'succeeded', evidence: 'task' }, count: { state: 'succeeded' } },
  read: { sent: once, explicit: { state: 'succeeded', evidence: 'task' }, count: { state: 'succeeded' } },
  sending: {
    sent: { explicit: 1, count: 0 },
    explicit: { state: 'succeeded', evidence: 'task' },
    count: { state: 'needs_attention', unconfirmed: true },
  },
  before_send: {
    sent: { explicit: 1, count: 0 },
    explicit: { state: 'succeeded', evidence: 'task' },
    count: { state: 'needs_attention', unconfirmed: true },
  },
  answered: {
    sent: { explicit: 1, count: 1 },
    explicit: { state: 'succeeded', evidence: 'observed' },
    count: { state: 'succeeded', evidence: 'observed' },
  },
  recorded: { sent: once, explicit: { state: 'succeeded', evidence: 'task' }, count: { state: 'succeeded' } },
  polled: { sent: once, explicit: { state: 'succeeded', evidence: 'task' }, count: { state: 'succeeded' } },
  read_back: { sent: once, explicit: { state: 'succeeded', evidence: 'task' }, count: { state: 'succeeded' } },
  settled: { sent: once, explicit: { state: 'succeeded', evidence: 'task' }, count: { state: 'succeeded' } },
}

describe.each(['explicit', 'count'] as const)('a server that dies (%s)', (mode) => {
  // The others differ in what the cloud is asked, which is the same on both stores.
  it.each(onPostgres() ? (['taken', 'sending', 'answered'] as const) : points)(
    'at “%s” leaves what the next one ends truly',
    async (point) => {
      const body = bodies[mode]
      if (!body) throw new Error('no such body')
      const id = await world.accept(body)
      const first = world.spawn()
      first.dieAt(point)
      await first.start()
      await world.time.advance(5 * second)
      expect(first.isDead()).toBe(true)

      const next = world.spawn()
      await next.start()
      await world.time.advance(5 * second)
      const picked = await world.get(id)
      expect(picked.state).not.toBe('queued')
      await world.time.advance(16 * minute)
      expect(await world.get(id)).toMatchObject(endings[point][mode])
      expect(world.cloud.sent).toHaveLength(endings[point].sent[mode])
      expect(world.cloud.ledger.length).toBeLessThanOrEqual(1)
      expect((await world.verify()).faults).toEqual([])
      const completions = (await world.audits()).filter((row) => row.phase === 'completion')
      expect(completions).toHaveLength((await world.get(id)).endedAt ? 1 : 0)
      await next.stop(0)
    },
  )
})

/** The one process on SQLite knows at its start that the owner is dead; one of several waits until its lease is over. */
const takenOver = onPostgres() ? 25 * second : 5 * second

it('dying again and again on the way sends once and ends', async () => {
  const id = await world.accept({ mode: 'explicit', addresses: Array.from({ length: 12 }, (_, i) => ({ ip: `10.0.0.${20 + i}` })) })
  for (const point of ['taken', 'read', 'recorded', 'polled', 'read_back', 'taken', 'recorded', 'polled', 'read_back'] as const) {
    const worker = world.spawn()
    worker.dieAt(point)
    await worker.start()
    await world.time.advance(takenOver)
  }
  const last = world.spawn()
  await last.start()
  await world.time.advance(takenOver + 10 * second)
  expect((await world.get(id)).state).toBe('succeeded')
  expect(world.cloud.ledger.map((added) => added.length)).toEqual([10, 2])
  await last.stop(0)
})

describe('a server that dies while it settles an unknown', () => {
  it.each(
    onPostgres()
      ? (['sending', 'recorded'] as const)
      : (['taken', 'read_back', 'sending', 'before_send', 'answered', 'recorded', 'polled', 'settled'] as const),
  )('at “%s” sends names again without harm, and a count not at all', async (point) => {
    const names = await world.accept(bodies.explicit ?? { mode: 'count', count: 2 })
    const count = await world.accept({ mode: 'count', count: 2 }, { eniId: 'eni-2' })
    world.cloud.scripts.push(neverDone, neverDone)
    const first = world.spawn()
    await first.start()
    await world.time.advance(3 * second)
    first.kill()
    await world.time.advance(5 * second)
    // Dies again and again at the same place.
    for (let i = 0; i < 3; i++) {
      const worker = world.spawn()
      worker.dieAt(point)
      await worker.start()
      await world.time.advance(40 * second)
    }
    const last = world.spawn()
    await last.start()
    await world.time.advance(3 * minute)
    expect(await world.get(names)).toMatchObject({ state: 'succeeded', addresses: [{ outcome: 'done' }, { outcome: 'done' }] })
    await world.time.advance(15 * minute)
    expect(await world.get(count)).toMatchObject({ state: 'needs_attention', steps: [{ attempts: [{ outcome: 'unknown' }] }] })
    expect(world.cloud.ledger.flat()).toEqual(['10.0.0.20', '10.0.0.21'])
    expect((await world.verify()).faults).toEqual([])
    await last.stop(0)
  })
})

it('a server that is told to stop begins no new attempt', async () => {
  world.cloud.scripts.push(neverDone)
  const id = await world.accept(bodies.explicit ?? { mode: 'count', count: 2 })
  const worker = world.spawn()
  await worker.start()
  await world.time.advance(19 * second)
  const stopped = worker.stop(25 * second)
  await stopped
  expect(world.cloud.sent).toHaveLength(1)
  expect((await world.get(id)).unconfirmed).toBe(true)
  const next = world.spawn()
  await next.start()
  await world.time.advance(10 * second)
  expect((await world.get(id)).state).toBe('succeeded')
  expect(world.cloud.ledger).toHaveLength(1)
  await next.stop(0)
})

describe('two workers on one database', () => {
  it('never both send', async () => {
    const workers = [world.spawn(), world.spawn(), world.spawn()]
    const ids: string[] = []
    for (let i = 0; i < 6; i++) ids.push(await world.accept({ mode: 'count', count: 1 }, { eniId: `eni-${i}` }))
    for (let i = 0; i < 12; i++) {
      const turns = Promise.all(workers.map((worker) => worker.tick()))
      await world.time.advance(500)
      await turns
    }
    expect(world.cloud.sent).toHaveLength(6)
    for (const id of ids) expect((await world.get(id)).steps[0]?.attempts).toHaveLength(1)
    expect(world.faults).toEqual([])
  })

  /** A worker that stands still at a point until it is told to go on: a paused process, a stopped machine. */
  const pausing = (at: Point) => {
    let goOn: () => void = () => undefined
    const gate = new Promise<void>((resolve) => {
      goOn = resolve
    })
    return { worker: world.spawn({ observe: (point) => (point === at ? gate : undefined) }), goOn }
  }

  it.each(['sending', 'before_send'] as const)('one that wakes up late at “%s” sends nothing and writes nothing', async (at) => {
    const id = await world.accept(bodies.count ?? { mode: 'count', count: 2 })
    const { worker: paused, goOn } = pausing(at)
    const first = paused.tick()
    await world.time.advance(25 * second)
    const other = world.spawn()
    await other.tick()
    expect((await world.get(id)).unconfirmed).toBe(true)
    const before = await world.get(id)
    goOn()
    await first
    expect(await world.get(id)).toEqual(before)
    expect(world.cloud.sent).toEqual([])
  })

  it('one that wakes up with the answer after another took over drops it: its fence is old', async () => {
    const id = await world.accept(bodies.explicit ?? { mode: 'count', count: 2 })
    const { worker: paused, goOn } = pausing('answered')
    const first = paused.tick()
    await world.time.advance(25 * second)
    const other = world.spawn()
    for (let i = 0; i < 10; i++) {
      await other.tick()
      await world.time.advance(10 * second)
    }
    const ended = await world.get(id)
    expect(ended).toMatchObject({ state: 'succeeded', evidence: 'observed' })
    goOn()
    await first
    expect(await world.get(id)).toEqual(ended)
    expect(world.faults).toEqual([])
    expect(world.cloud.ledger).toHaveLength(1)
  })

  it('one that renews keeps what it has for as long as it takes', async () => {
    world.cloud.scripts.push(({ params, cloud }) => cloud.accept(params, 'running'))
    const id = await world.accept(bodies.explicit ?? { mode: 'count', count: 2 })
    const owner = world.spawn()
    await owner.start()
    await world.time.advance(minute)
    const other = world.spawn()
    expect(await other.tick()).toBe(0)
    world.cloud.taskOf.set('task-1', 'succeeded')
    await world.time.advance(6 * second)
    expect((await world.get(id)).state).toBe('succeeded')
    await owner.stop(0)
  })
})

describe('a database that fails', () => {
  it('before the send: nothing is sent; after it: the answer is kept until it can be written', async () => {
    const id = await world.accept(bodies.count ?? { mode: 'count', count: 2 })
    let failAt: Point | undefined = 'read'
    const worker = world.spawn({
      observe: async (point) => {
        if (point === failAt) await world.refuseWrites(true)
      },
    })
    await worker.start()
    await world.time.advance(second)
    expect(world.cloud.sent).toEqual([])
    expect(world.faults.length).toBeGreaterThan(0)
    failAt = 'answered'
    await world.refuseWrites(false)
    await world.time.advance(30 * second)
    expect(world.cloud.sent).toHaveLength(1)
    failAt = undefined
    await world.refuseWrites(false)
    await world.time.advance(30 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', steps: [{ attempts: [{ outcome: 'accepted' }] }] })
    expect(world.cloud.ledger).toHaveLength(1)
    await worker.stop(0)
  })

  it('for too long after the send: unknown, and never sent again', async () => {
    const id = await world.accept(bodies.explicit ?? { mode: 'count', count: 2 })
    let once = true
    const worker = world.spawn({
      observe: async (point) => {
        if (point !== 'answered' || !once) return
        once = false
        await world.refuseWrites(true)
      },
    })
    await worker.start()
    await world.time.advance(minute)
    await world.refuseWrites(false)
    await world.time.advance(10 * second)
    expect((await world.get(id)).unconfirmed).toBe(true)
    await world.time.advance(minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed' })
    expect(world.cloud.sent).toHaveLength(1)
    await worker.stop(0)
  })

  it('whose audit row cannot be written lets nothing end', async () => {
    const id = await world.accept(bodies.explicit ?? { mode: 'count', count: 2 })
    await world.db.kysely.schema.alterTable('audit').renameTo('elsewhere').execute()
    const worker = world.spawn()
    await worker.start()
    await world.time.advance(20 * second)
    expect((await world.get(id)).state).toBe('running')
    expect(await world.locks()).toEqual([id])
    await world.db.kysely.schema.alterTable('elsewhere').renameTo('audit').execute()
    await world.time.advance(20 * second)
    expect((await world.get(id)).state).toBe('succeeded')
    await worker.stop(0)
  })
})

it('a server that is told to stop finishes the request in flight and leaves the rest to the next', async () => {
  world.cloud.writeDelayMs = 3 * second
  world.cloud.scripts.push(({ params, cloud }) => cloud.accept(params, 'running'))
  const id = await world.accept(bodies.explicit ?? { mode: 'count', count: 2 })
  const worker = world.spawn()
  await worker.start()
  await world.time.advance(second)
  const stopped = worker.stop(25 * second)
  const later = await world.accept({ mode: 'count', count: 1 }, { eniId: 'eni-2' })
  await world.time.advance(5 * second)
  expect((await world.get(id)).steps[0]).toMatchObject({ state: 'accepted', taskId: 'task-1' })
  expect((await world.get(later)).state).toBe('queued')
  await stopped
  world.cloud.taskOf.set('task-1', 'succeeded')
  const next = world.spawn()
  await next.start()
  await world.time.advance(10 * second)
  expect((await world.get(id)).state).toBe('succeeded')
  await next.stop(0)
})

it('a clock that is set back does not put an open operation to sleep', async () => {
  world.cloud.scripts.push(...neverDoneAtAll)
  const id = await world.accept(bodies.explicit ?? { mode: 'count', count: 2 })
  const worker = world.spawn()
  await worker.start()
  await world.time.advance(16 * minute)
  expect((await world.get(id)).state).toBe('needs_attention')
  world.time.setWall(-60 * minute)
  world.cloud.ips.push('10.0.0.20', '10.0.0.21')
  await world.time.advance(2 * minute)
  expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed' })
  await worker.stop(0)
})
