import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { minute, second, two } from './testing/answers.ts'
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

describe('the cloud’s task', () => {
  it('is polled until it ends; success is believed when the ENI shows it', async () => {
    world.cloud.scripts.push(({ params, cloud }) => cloud.accept(params, 'running'))
    const id = await world.accept(two)
    await world.time.advance(2 * minute)
    expect((await world.get(id)).state).toBe('running')
    expect(world.cloud.polls).toBeGreaterThan(20)
    expect(world.cloud.polls).toBeLessThan(40)
    world.cloud.taskOf.set('task-1', 'succeeded')
    world.cloud.stale = ['10.0.0.4']
    await world.time.advance(30 * second)
    expect((await world.get(id)).state).toBe('running')
    world.cloud.stale = undefined
    await world.time.advance(6 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'task' })
  })

  it('that succeeded without an effect, and failed with one, need a person', async () => {
    world.cloud.scripts.push(({ params, cloud }) => cloud.accept(params, 'succeeded', false))
    const absent = await world.accept(two)
    await world.time.advance(70 * second)
    expect(await world.get(absent)).toMatchObject({
      state: 'needs_attention',
      error: { code: 'task_succeeded_but_absent', params: { absent: ['10.0.0.20', '10.0.0.21'] } },
    })
    world.cloud.ips.push('10.0.0.20', '10.0.0.21')
    await world.time.advance(70 * second)
    expect((await world.get(absent)).state).toBe('succeeded')

    world.cloud.scripts.push(({ params, cloud }) => cloud.accept(params, 'failed'))
    const present = await world.accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.30' }] })
    await world.time.advance(70 * second)
    expect(await world.get(present)).toMatchObject({
      state: 'needs_attention',
      error: { code: 'task_failed_but_present', params: { present: ['10.0.0.30'] } },
    })
    world.cloud.ips = world.cloud.ips.filter((ip) => ip !== '10.0.0.30')
    await world.time.advance(3 * minute)
    expect(await world.get(present)).toMatchObject({ state: 'failed', error: { code: 'task_failed' } })
  })

  it('that failed is failed after two reads without the address', async () => {
    world.cloud.scripts.push(({ params, cloud }) => cloud.accept(params, 'failed', false))
    const id = await world.accept(two)
    await world.time.advance(4 * second)
    expect((await world.get(id)).state).toBe('running')
    await world.time.advance(3 * second)
    expect(await world.get(id)).toMatchObject({
      state: 'failed',
      evidence: undefined,
      error: { code: 'task_failed' },
      addresses: [{ cause: 'task_failed' }, { cause: 'task_failed' }],
    })
  })

  it('that never ends needs a person after 15 minutes, and is still followed', async () => {
    world.cloud.scripts.push(({ params, cloud }) => cloud.accept(params, 'running'))
    const id = await world.accept(two)
    await world.time.advance(16 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'needs_attention', error: { code: 'task_still_running' } })
    expect(await world.locks()).toEqual([id])
    world.cloud.taskOf.set('task-1', 'succeeded')
    await world.time.advance(2 * minute)
    expect((await world.get(id)).state).toBe('succeeded')
  })

  it('that the cloud does not know (any more) is replaced by looking', async () => {
    world.cloud.scripts.push(({ params, cloud }) => {
      cloud.execute(params)
      return { kind: 'accepted', taskId: 'nobody-knows' }
    })
    const id = await world.accept(two)
    await world.time.advance(40 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed', findings: [{ code: 'task_lost' }] })
  })

  it('that is forgotten when a person was asked already stays theirs to decide', async () => {
    world.cloud.scripts.push(({ params, cloud }) => cloud.accept(params, 'running', false))
    const id = await world.accept(two)
    await world.time.advance(16 * minute)
    expect((await world.get(id)).state).toBe('needs_attention')
    world.cloud.taskOf.set('task-1', 'not_found')
    await world.time.advance(2 * minute)
    expect(await world.get(id)).toMatchObject({ state: 'needs_attention', findings: [{}, { code: 'task_lost' }, { code: 'not_seen' }] })
    await world.journal.resolve(id, { action: 'close', reason: 'nothing came' }, 'bob')
    expect((await world.get(id)).state).toBe('failed')
  })

  it('is not needed: accepted without one, a count too is settled by two reads', async () => {
    world.cloud.scripts.push(({ params, cloud }) => {
      cloud.execute(params)
      return { kind: 'accepted', taskId: undefined }
    })
    const id = await world.accept({ mode: 'count', count: 2 })
    await world.time.advance(40 * second)
    expect(await world.get(id)).toMatchObject({
      state: 'succeeded',
      evidence: 'observed',
      addresses: [{ ip: '10.0.0.10' }, { ip: '10.0.0.11' }],
    })
  })

  it('a reply with other addresses than asked for is not believed', async () => {
    world.cloud.scripts.push(({ params, cloud }) => {
      cloud.execute(params)
      return { kind: 'accepted', taskId: 'somebody-elses', addresses: ['10.9.9.9'] }
    })
    const id = await world.accept(two)
    await world.time.advance(second)
    expect(await world.get(id)).toMatchObject({ unconfirmed: true, steps: [{ state: 'unknown', taskId: undefined }] })
  })
})
