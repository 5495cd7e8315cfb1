import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { code, lostReply, minute, neverDone, second } from './testing/answers.ts'
import { createWorld, type World } from './testing/world.ts'

/** Somebody sets the machine's clock. The cloud's own goes on as before (v2 here: a request can be accepted for 30 minutes). */
let world: World
let worker: ReturnType<World['spawn']>
const begin = async (api: 'v2' | 'v3') => {
  world = await createWorld({ api })
  worker = world.spawn()
  await worker.start()
}
const restart = async () => {
  await worker.stop(0)
  worker = world.spawn()
  await worker.start()
}
afterEach(async () => {
  await worker.stop(0)
  await world.close()
})
const hours = (n: number) => world.time.setWall(n * 60 * minute)
const lostCount = async () => {
  world.cloud.scripts.push(neverDone)
  const id = await world.accept({ mode: 'count', count: 1 })
  await world.time.advance(5 * second)
  expect(await world.get(id)).toMatchObject({ state: 'running', unconfirmed: true })
  return id
}
const named = { mode: 'explicit' as const, addresses: [{ ip: '10.0.0.20' }] }

describe('set three hours ahead after a count of unknown fate', () => {
  beforeEach(() => begin('v2'))
  const expectKept = async (id: string) => {
    await world.time.advance(10 * minute)
    expect(await world.locks()).toEqual([id])
    expect((await world.get(id)).state).toBe('running')
    await world.time.advance(10 * minute)
    expect(await world.locks()).toEqual([id])
    expect((await world.get(id)).state).toBe('needs_attention')
    await expect(world.journal.resolve(id, { action: 'retry', reason: 'now' }, 'bob')).rejects.toEqual(code('not_resolvable'))
  }

  it('the ENI is kept for as long as the cloud would accept the request, and a person is not asked early', async () => {
    const id = await lostCount()
    hours(3)
    await expectKept(id)
    await world.time.advance(13 * minute)
    expect(await world.locks()).toEqual([])
  })

  it('nor is it given free while the cloud is silent, so that its clock is not known', async () => {
    const id = await lostCount()
    world.cloud.readError = 'unreachable'
    hours(3)
    await expectKept(id)
  })

  it('nor by a server that starts after the step: it asks the cloud for the time', async () => {
    const id = await lostCount()
    await worker.stop(0)
    hours(3)
    await restart()
    await world.time.advance(10 * minute)
    expect(await world.locks()).toEqual([id])
  })
})

it('set three hours ahead, a server that starts after the step asks nobody early, and goes on', async () => {
  await begin('v2')
  world.cloud.scripts.push(neverDone)
  worker.dieAt('recorded')
  const id = await world.accept(named)
  await world.time.advance(5 * second)
  hours(3)
  worker = world.spawn()
  await worker.start()
  await world.time.advance(3 * second)
  expect((await world.get(id)).state).toBe('running')
  await world.time.advance(40 * second)
  expect(await world.get(id)).toMatchObject({ state: 'succeeded', findings: [] })
  expect(world.cloud.sent).toHaveLength(2)
})

it('set three hours ahead, an address cools for as long as the cloud would accept the request for it', async () => {
  await begin('v2')
  // Done, and nobody heard of it: a copy may still be on its way when it is known.
  world.cloud.scripts.push(lostReply())
  const id = await world.accept(named)
  await world.time.advance(minute)
  expect((await world.get(id)).state).toBe('succeeded')
  hours(3)
  await expect(world.release(['10.0.0.20'])).rejects.toEqual(code('address_cooling'))
  await world.journal.purge()
  await world.time.advance(10 * minute)
  await expect(world.release(['10.0.0.20'])).rejects.toEqual(code('address_cooling'))
  await world.time.advance(25 * minute)
  await world.release(['10.0.0.20'])
})

it('set back by an hour while the cloud is silent, a person is asked no later', async () => {
  await begin('v2')
  const id = await lostCount()
  world.cloud.readError = 'unreachable'
  hours(-1)
  await world.time.advance(14 * minute)
  expect((await world.get(id)).state).toBe('running')
  await world.time.advance(2 * minute)
  expect((await world.get(id)).state).toBe('needs_attention')
})

it('a person is asked after 15 minutes, however often the request was repeated', async () => {
  await begin('v3')
  world.cloud.scripts.push(neverDone, neverDone, neverDone, neverDone)
  const id = await world.accept({ mode: 'count', count: 1 })
  await world.time.advance(14 * minute)
  expect((await world.get(id)).state).toBe('running')
  expect(world.cloud.sent.length).toBeGreaterThan(1)
  await world.time.advance(2 * minute)
  expect((await world.get(id)).state).toBe('needs_attention')
})

it('set an hour ahead while nothing could be sent, it is not given up before its time', async () => {
  await begin('v2')
  world.cloud.readError = 'unreachable'
  const id = await world.accept(named)
  await world.time.advance(2 * minute)
  hours(1)
  await world.time.advance(10 * minute)
  expect((await world.get(id)).state).toBe('running')
  await world.time.advance(5 * minute)
  expect(await world.get(id)).toMatchObject({ state: 'failed', error: { code: 'cloud_unreachable' } })
})

it('set three hours ahead, a count of v3 is not put out again while a copy of it may arrive', async () => {
  await begin('v3')
  await lostCount()
  hours(3)
  await world.time.advance(5 * minute)
  expect(world.cloud.sent).toHaveLength(1)
  await world.time.advance(2 * minute)
  expect(world.cloud.sent).toHaveLength(2)
})

describe('set back by an hour', () => {
  beforeEach(() => begin('v2'))

  it.each([1, 5])('%i s after a request whose answer was lost, what it placed is found as soon as ever', async (seconds) => {
    world.cloud.scripts.push(lostReply())
    const id = await world.accept(named)
    await world.time.advance(seconds * second)
    hours(-1)
    await world.time.advance(40 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed' })
    expect(world.cloud.sent).toHaveLength(1)
  })

  it('a count is found as soon as ever', async () => {
    world.cloud.scripts.push(lostReply())
    const id = await world.accept({ mode: 'count', count: 2 })
    await world.time.advance(5 * second)
    hours(-1)
    await world.time.advance(40 * second)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed' })
  })

  it('what was not placed is sent again as soon as ever', async () => {
    world.cloud.scripts.push(neverDone)
    const id = await world.accept(named)
    await world.time.advance(5 * second)
    hours(-1)
    await world.time.advance(40 * second)
    expect((await world.get(id)).state).toBe('succeeded')
    expect(world.cloud.sent).toHaveLength(2)
  })

  it('what waits for its next try is not left waiting for as long as the clock went back, however little that was', async () => {
    world.cloud.readError = 'unreachable'
    const id = await world.accept(named)
    await world.time.advance(2 * minute)
    world.time.setWall(-90 * second)
    world.cloud.readError = undefined
    await world.time.advance(5 * second)
    expect((await world.get(id)).state).toBe('succeeded')
  })

  it('a server that starts after the step settles it too', async () => {
    world.cloud.scripts.push(lostReply())
    const id = await world.accept(named)
    await world.time.advance(5 * second)
    await worker.stop(0)
    hours(-1)
    await restart()
    await world.time.advance(minute)
    expect(await world.get(id)).toMatchObject({ state: 'succeeded', evidence: 'observed' })
  })
})
