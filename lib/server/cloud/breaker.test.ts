import { describe, expect, it } from 'vitest'
import { createBreaker, lessonOf, PausedError, type Lesson, type RequestKind } from './breaker.ts'
import { CloudError } from './client.ts'

const started = Date.UTC(2026, 10, 22)

function setUp() {
  let elapsed = 0
  const breaker = createBreaker({ now: () => started + elapsed, monotonic: () => elapsed }, () => 0.5)
  const ask = (lesson: Lesson, tookMs = 500, kind: RequestKind = 'read') => {
    const learn = breaker.enter(kind)
    elapsed += tookMs
    learn(lesson)
  }
  return {
    breaker,
    ask,
    now: () => started + elapsed,
    advance: (ms: number) => void (elapsed += ms),
    fail: (times: number) => Array.from({ length: times }, () => ask('unreachable')),
  }
}

describe('a region that does not answer', () => {
  it('is asked no more after five requests in vain, and tells since when', () => {
    const { breaker, ask, fail, advance } = setUp()
    ask('answered')
    advance(7_000)
    fail(4)
    expect(breaker.outage()).toBeUndefined()
    fail(1)
    expect(breaker.outage()).toEqual({ since: started + 7_500, retryAt: started + 12_000, cause: 'unreachable' })
    expect(() => breaker.enter('read')).toThrow(PausedError)
    expect(() => breaker.enter('write')).toThrow(expect.objectContaining({ name: 'CloudError', reason: 'unreachable' }))
  })

  it('a refusal is an answer: the count begins anew', () => {
    const { breaker, ask, fail } = setUp()
    fail(4)
    ask('answered')
    fail(4)
    expect(breaker.outage()).toBeUndefined()
  })

  it('many at one moment are one trouble', () => {
    const { breaker } = setUp()
    for (const learn of Array.from({ length: 20 }, () => breaker.enter('read'))) learn('unreachable')
    expect(breaker.outage()).toBeUndefined()
  })

  it('whoever gives up after a moment has shown nothing', () => {
    const { breaker, ask } = setUp()
    for (let n = 0; n < 9; n += 1) ask('timeout', 2_000)
    expect(breaker.outage()).toBeUndefined()
    for (let n = 0; n < 5; n += 1) ask('timeout', 3_000)
    expect(breaker.outage()).toMatchObject({ cause: 'timeout' })
  })

  it('one read finds out, no change does, and pauses grow to a bound', () => {
    const { breaker, ask, fail, advance, now } = setUp()
    fail(5)
    const pauses: number[] = []
    for (let n = 0; n < 4; n += 1) {
      advance(20_000)
      expect(() => breaker.enter('write')).toThrow(PausedError)
      const learn = breaker.enter('read')
      expect(() => breaker.enter('read')).toThrow(PausedError)
      learn('unreachable')
      pauses.push((breaker.outage()?.retryAt ?? 0) - now())
    }
    expect(pauses).toEqual([4_000, 8_000, 16_000, 16_000])
    advance(20_000)
    ask('answered', 20)
    expect(breaker.outage()).toBeUndefined()
    breaker.enter('write')('answered')
  })

  it('a probe that was abandoned leaves the next one its turn', () => {
    const { breaker, ask, fail, advance } = setUp()
    fail(5)
    advance(5_000)
    ask('timeout', 100)
    ask('answered', 100)
    expect(breaker.outage()).toBeUndefined()
  })

  it('one answer that somebody waits for may find out at any time, one at a time', () => {
    const { breaker, fail } = setUp()
    fail(5)
    const before = breaker.outage()
    const learn = breaker.enter('person')
    expect(() => breaker.enter('person')).toThrow(PausedError)
    learn('unreachable')
    // It was not its time: nothing is put off by it.
    expect(breaker.outage()).toEqual(before)
    breaker.enter('person')('answered')
    expect(breaker.outage()).toBeUndefined()
  })

  it("a person's test always goes through, and ends it", () => {
    const { breaker, ask, fail } = setUp()
    fail(5)
    ask('unreachable', 10, 'test')
    expect(breaker.outage()).toBeDefined()
    ask('answered', 10, 'test')
    expect(breaker.outage()).toBeUndefined()
  })
})

describe('what a request teaches', () => {
  it.each([
    [undefined, {}, 'answered'],
    ['forbidden', { requestId: 'r' }, 'answered'],
    ['rate_limited', { requestId: 'r' }, 'answered'],
    ['bad_reply', { requestId: 'r' }, 'answered'],
    ['bad_reply', { httpStatus: 404 }, 'bad_reply'],
    ['unavailable', { requestId: 'r', cloudCode: 'InternalError' }, 'unavailable'],
    ['timeout', {}, 'timeout'],
    ['unreachable', {}, 'unreachable'],
  ] as const)('%s %o: %s', (cause, answer, lesson) => {
    expect(lessonOf(cause, answer)).toBe(lesson)
  })

  it('a paused region fails with what the last requests failed with', () => {
    expect(new PausedError({ since: 0, retryAt: 0, cause: 'timeout' })).toBeInstanceOf(CloudError)
  })
})
