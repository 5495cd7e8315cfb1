import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { code, lostReply, minute, neverDone, second } from './testing/answers.ts'
import { createVirtualClock } from './testing/virtual-clock.ts'
import { createWorld, type World } from './testing/world.ts'
import { createClockSteps } from './clock-steps.ts'

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
/** Its first request is lost, and the server with it. */
const begunByOneThatDied = async () => {
  await begin('v2')
  world.cloud.scripts.push(neverDone)
  worker.dieAt('recorded')
  const id = await world.accept(named)
  await world.time.advance(5 * second)
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
  const id = await begunByOneThatDied()
  hours(3)
  worker = world.spawn()
  await worker.start()
  await world.time.advance(3 * second)
  expect((await world.get(id)).state).toBe('running')
  await world.time.advance(40 * second)
  expect(await world.get(id)).toMatchObject({ state: 'succeeded', findings: [] })
  expect(world.cloud.sent).toHaveLength(2)
})

it('set three hours ahead while the cloud is silent, nor does a server that takes over and saw the step', async () => {
  const id = await begunByOneThatDied()
  world.cloud.readError = 'unreachable'
  world.cloud.isUnheard = true
  worker = world.spawn()
  hours(3)
  await worker.start()
  await world.time.advance(12 * minute)
  expect((await world.get(id)).state).toBe('running')
  await world.time.advance(4 * minute)
  expect((await world.get(id)).state).toBe('needs_attention')
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

it('set three hours ahead before its end is known, an address cools as long, and a copy that comes is told', async () => {
  await begin('v2')
  world.cloud.scripts.push(lostReply())
  await world.accept(named)
  world.cloud.scripts.push(lostReply())
  const counted = await world.accept({ mode: 'count', count: 1 }, { eniId: 'eni-2' })
  await world.time.advance(5 * second)
  hours(3)
  await world.time.advance(minute)
  expect((await world.get(counted)).state).toBe('succeeded')
  await expect(world.release(['10.0.0.20'])).rejects.toEqual(code('address_cooling'))
  world.cloud.on('eni-2').push('10.0.0.99')
  await world.time.advance(10 * minute)
  expect(await world.get(counted)).toMatchObject({ findings: [{ code: 'late_arrival', params: { added: ['10.0.0.99'] } }] })
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

describe('set an hour ahead, the journal is believed rather than a read for two minutes as ever', () => {
  beforeEach(() => begin('v2'))
  const ended = async (id: string, after: number) => {
    await world.time.advance(after)
    expect((await world.get(id)).state).toBe('succeeded')
  }
  const aheadBy = async (ms: number) => {
    world.time.setWall(60 * minute)
    await world.time.advance(ms)
  }

  it('a count is not sent on a read that does not show what was placed a moment ago', async () => {
    await ended(await world.accept(named), 10 * second)
    await aheadBy(5 * second)
    world.cloud.stale = ['10.0.0.4']
    const id = await world.accept({ mode: 'count', count: 1 })
    await world.time.advance(30 * second)
    expect([(await world.get(id)).state, world.cloud.sent.length]).toEqual(['running', 1])
    world.cloud.stale = undefined
    await ended(id, 2 * minute)
  })

  it('nor is what a read still shows of a moment ago taken for what the count brought', async () => {
    await ended(await world.accept(named), 10 * second)
    await ended(await world.release(['10.0.0.20']), 20 * second)
    world.cloud.scripts.push(({ params, cloud }) => {
      world.cloud.stale = ['10.0.0.4', '10.0.0.20']
      return cloud.accept(params)
    })
    await aheadBy(5 * second)
    const id = await world.accept({ mode: 'count', count: 1 })
    await world.time.advance(10 * second)
    expect((await world.get(id)).state).toBe('running')
    world.cloud.stale = undefined
    await ended(id, 2 * minute)
    expect((await world.get(id)).addresses.map(({ ip }) => ip)).not.toContain('10.0.0.20')
  })

  it('but not for longer', async () => {
    await ended(await world.accept(named), 10 * second)
    await aheadBy(3 * minute)
    world.cloud.ips.splice(world.cloud.ips.indexOf('10.0.0.20'), 1)
    const id = await world.accept({ mode: 'count', count: 1 })
    await world.time.advance(10 * second)
    expect((await world.get(id)).state).toBe('succeeded')
  })
})

describe('the time before a time of the wall clock', () => {
  const at = 1_000_000 * second
  const begun = () => {
    const time = createVirtualClock(at)
    const steps = createClockSteps(time.clock, second)
    const pass = async (ms: number) => {
      await time.advance(ms)
      steps.standing()
    }
    return {
      time,
      steps,
      pass,
      before: (ms: number) => steps.before(time.clock.now(), ms) - at,
      since: (ms: number) => steps.since(at + ms),
    }
  }

  it('is so much earlier, as long as nobody sets it, and before this process began', async () => {
    const { pass, before, steps, since } = begun()
    await pass(10 * second)
    expect(before(4 * second)).toBe(6 * second)
    expect(before(minute)).toBe(-50 * second)
    expect(steps.before(at - 60 * minute, second)).toBe(at - 60 * minute - second)
    expect([since(4 * second), since(-minute), since(minute)]).toEqual([6 * second, 70 * second, -50 * second])
  })

  it('is what it showed before it was set ahead, for as long as that is not passed', async () => {
    const { time, pass, before, steps, since } = begun()
    await pass(10 * second)
    time.setWall(60 * minute)
    await pass(0)
    await pass(10 * second)
    expect(before(15 * second)).toBe(5 * second)
    expect(before(5 * second)).toBe(60 * minute + 15 * second)
    // Of a time from before the step.
    expect(steps.before(at + 8 * second, 5 * second)).toBe(at + 3 * second)
    expect([since(8 * second), since(60 * minute + 12 * second)]).toEqual([12 * second, 8 * second])
  })

  it('is as much earlier when it had been set back, and what others wrote by a right clock is no older for it', async () => {
    const { time, pass, before, since } = begun()
    await pass(10 * second)
    time.setWall(-60 * minute)
    await pass(0)
    await pass(10 * second)
    expect([before(15 * second), before(5 * second)]).toEqual([-60 * minute + 5 * second, -60 * minute + 15 * second])
    // Written by itself 5 s before the step, and by another server 5 s before it.
    expect([since(5 * second), since(-60 * minute + 5 * second)]).toEqual([-60 * minute + 15 * second, 15 * second])
  })

  it('set back and right again, is told by the clock as it was then', async () => {
    const { time, pass, since } = begun()
    await pass(minute)
    time.setWall(-60 * minute)
    await pass(10 * second)
    time.setWall(60 * minute)
    await pass(10 * second)
    expect(since(30 * second)).toBe(50 * second)
  })

  it('set again and again, is never later than the time itself', async () => {
    const { time, pass, steps } = begun()
    for (let n = 0; n < 100; n++) {
      time.setWall(minute)
      await pass(10 * second)
    }
    expect(steps.before(at + 30 * second, 10 * second)).toBeLessThanOrEqual(at + 20 * second)
    expect(steps.since(at + 30 * second)).toBeGreaterThan(0)
  })

  it('is the least of several, and a step is one of any moment in which it was not looked at', async () => {
    const { time, pass, before } = begun()
    await pass(10 * second)
    await time.advance(5 * second)
    time.setWall(60 * minute)
    await pass(5 * second)
    time.setWall(-30 * minute)
    await pass(10 * second)
    // Monotonic 30 s: ahead by an hour since some moment from 10 to 20 s, by half of it since 20 s.
    expect(before(5 * second)).toBe(30 * minute + 25 * second)
    expect(before(12 * second)).toBe(18 * second)
    expect(before(25 * second)).toBe(5 * second)
  })

  it('is not moved by a clock that is only corrected', async () => {
    const { time, pass, before } = begun()
    for (let n = 0; n < 10; n++) {
      time.setWall(20)
      await pass(second)
    }
    expect(before(5 * second)).toBe(5 * second + 200)
  })
})
