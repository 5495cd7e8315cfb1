import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createWorld, type World } from './testing/world.ts'

let world: World
afterEach(() => world.close())

describe.each(['v2', 'v3'] as const)('on %s', (api) => {
  beforeEach(async () => {
    world = await createWorld({ api })
  })

  it('explicit addresses reach the ENI once and end as succeeded, read back', async () => {
    const id = await world.accept(
      { mode: 'explicit', addresses: [{ ip: '10.0.0.20' }, { ip: '10.0.0.21' }], reason: 'a spare' },
      { reason: 'a spare' },
    )
    expect(await world.get(id)).toMatchObject({
      state: 'queued',
      version: 1,
      unconfirmed: false,
      reason: 'a spare',
      addresses: [
        { ip: '10.0.0.20', outcome: 'pending' },
        { ip: '10.0.0.21', outcome: 'pending' },
      ],
    })
    expect(await world.locks()).toEqual([id])
    const worker = world.spawn()
    await worker.start()
    await world.time.advance(2000)
    expect(world.faults).toEqual([])
    expect(await world.get(id)).toMatchObject({
      state: 'succeeded',
      evidence: 'task',
      addresses: [
        { ip: '10.0.0.20', outcome: 'done' },
        { ip: '10.0.0.21', outcome: 'done' },
      ],
      steps: [{ n: 1, state: 'succeeded', taskId: 'task-1', attempts: [{ k: 1, outcome: 'accepted', requestId: 'request-1' }] }],
    })
    expect(world.cloud.ledger).toEqual([['10.0.0.20', '10.0.0.21']])
    expect(await world.locks()).toEqual([])
    expect(await world.claims()).toEqual([])
    expect(await world.audits()).toMatchObject([
      { phase: 'intent', operation_id: id },
      { phase: 'completion', operation_id: id },
    ])
    expect((await world.verify()).faults).toEqual([])
    expect(world.eniReads.at(-1)).toContain('10.0.0.21')
    await worker.stop(0)
  })

  it('a count gets its addresses named by the read-back', async () => {
    const id = await world.accept({ mode: 'count', count: 3 })
    const worker = world.spawn()
    await worker.start()
    await world.time.advance(2000)
    expect(await world.get(id)).toMatchObject({
      state: 'succeeded',
      evidence: 'task',
      mode: 'count',
      count: 3,
      addresses: [
        { ip: '10.0.0.10', outcome: 'done' },
        { ip: '10.0.0.11', outcome: 'done' },
        { ip: '10.0.0.12', outcome: 'done' },
      ],
    })
    expect(world.cloud.sent).toHaveLength(1)
    await worker.stop(0)
  })

  it('more than ten addresses are several calls, one after the other', async () => {
    const addresses = Array.from({ length: 23 }, (_, i) => ({ ip: `10.0.0.${50 + i}` }))
    const id = await world.accept({ mode: 'explicit', addresses })
    const worker = world.spawn()
    await worker.start()
    await world.time.advance(5000)
    expect(world.cloud.sent.map(({ params }) => (params.mode === 'explicit' ? params.addresses.length : 0))).toEqual([10, 10, 3])
    expect(await world.get(id)).toMatchObject({
      state: 'succeeded',
      steps: [{ state: 'succeeded' }, { state: 'succeeded' }, { state: 'succeeded' }],
    })
    await worker.stop(0)
  })

  it('a move, a release and a count follow each other, each knowing what the one before did', async () => {
    const worker = world.spawn()
    await worker.start()
    const asked: [() => Promise<string>, object, seconds?: number][] = [
      [() => world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.10' }, { ip: '10.0.0.11' }] }), { state: 'succeeded' }],
      [() => world.move('10.0.0.10'), { state: 'succeeded', eniId: 'eni-1', toEniId: 'eni-2' }],
      [() => world.release(['10.0.0.10'], { eniId: 'eni-2' }), { state: 'succeeded' }],
      // The one that was just released: it has to be seen for a while.
      [() => world.accept({ mode: 'count', count: 1 }, { eniId: 'eni-2' }), { state: 'succeeded', addresses: [{ ip: '10.0.0.10' }] }, 40],
      [() => world.accept({ mode: 'count', count: 1 }), { state: 'succeeded', addresses: [{ ip: '10.0.0.12' }] }],
    ]
    for (const [ask, expected, seconds = 3] of asked) {
      const id = await ask()
      await world.time.advance(seconds * 1000)
      expect(await world.get(id)).toMatchObject({ evidence: 'task', ...expected })
    }
    expect(world.faults).toEqual([])
    expect([await world.locks(), await world.claims()]).toEqual([[], []])
    expect((await world.journal.list({ eni: 'eni-2' })).total).toBe(3)
    expect((await world.verify()).faults).toEqual([])
    await worker.stop(0)
  })
})
