import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { code, minute, neverDoneAtAll, second, two } from './testing/answers.ts'
import { createWorld, type World } from './testing/world.ts'

let world: World
let worker: ReturnType<World['spawn']>
const begin = async (api: 'v2' | 'v3') => {
  world = await createWorld({ api })
  worker = world.spawn()
  await worker.start()
}
beforeEach(() => begin('v2'))
afterEach(async () => {
  await worker.stop(0)
  await world.close()
})
describe('a person', () => {
  const stuck = async () => {
    world.cloud.scripts.push(...neverDoneAtAll)
    const id = await world.accept(two)
    await world.time.advance(3 * minute)
    expect((await world.get(id)).state).toBe('needs_attention')
    return id
  }

  it('closes: failed, the ENI free, the addresses kept until no late copy can arrive, audited with the reason', async () => {
    const id = await stuck()
    const closed = await world.journal.resolve(id, { action: 'close', reason: 'the cloud said no by phone' }, 'bob')
    expect(closed).toMatchObject({
      state: 'failed',
      evidence: 'person',
      error: { code: 'closed_by_person' },
      addresses: [{ outcome: 'failed', cause: 'closed_by_person' }, {}],
    })
    expect(await world.locks()).toEqual([])
    await expect(world.accept(two, { eniId: 'eni-2' })).rejects.toEqual(code('address_cooling'))
    expect(await world.audits()).toMatchObject([
      { phase: 'intent' },
      { action: 'close', phase: 'resolution' },
      { action: 'assign', phase: 'completion' },
    ])
    const row = await world.db.kysely.selectFrom('audit').selectAll().where('phase', '=', 'resolution').executeTakeFirstOrThrow()
    expect(row).toMatchObject({ actor: 'bob', data: expect.stringContaining('by phone') })
    expect((await world.verify()).faults).toEqual([])
    await world.time.advance(5 * minute)
    expect(await world.get(id)).toEqual(closed)
    await expect(world.journal.resolve(id, { action: 'close', reason: 'again' }, 'bob')).rejects.toEqual(code('not_resolvable'))
  })

  it('is called once, when it begins', async () => {
    await worker.stop(0)
    const called: string[] = []
    worker = world.spawn({ onAttention: ({ id, error }) => called.push(`${id} ${error?.code}`) })
    await worker.start()
    const id = await stuck()
    await world.journal.resolve(id, { action: 'check' }, 'bob')
    await world.time.advance(3 * minute)
    expect(called).toEqual([`${id} not_seen`])
  })

  it('has it looked at now', async () => {
    const id = await stuck()
    const reads = world.cloud.reads
    await world.journal.resolve(id, { action: 'check' }, 'bob')
    await world.time.advance(100)
    expect(world.cloud.reads).toBe(reads + 1)
  })

  it('cannot decide about what is still running, or touch what does not exist', async () => {
    world.cloud.scripts.push(...neverDoneAtAll)
    const id = await world.accept(two)
    await world.time.advance(second)
    await expect(world.journal.resolve(id, { action: 'close', reason: 'impatience' }, 'bob')).rejects.toEqual(code('not_resolvable'))
    await expect(world.journal.resolve('op-nowhere', { action: 'check' }, 'bob')).rejects.toEqual(code('not_found'))
  })

  it('closes under a worker that is just looking: its late write changes nothing', async () => {
    const id = await stuck()
    await worker.stop(0)
    let close: Promise<unknown> | undefined
    const other = world.spawn({
      observe: (point) => {
        if (point === 'read_back') close ??= world.journal.resolve(id, { action: 'close', reason: 'now' }, 'bob')
        return close?.then(() => undefined)
      },
    })
    world.cloud.ips.push('10.0.0.20', '10.0.0.21')
    await world.time.advance(minute)
    const ticked = other.tick()
    await world.time.advance(0)
    await ticked
    expect(await world.get(id)).toMatchObject({ state: 'failed', evidence: 'person' })
    expect(world.faults).toEqual([])
  })
})
