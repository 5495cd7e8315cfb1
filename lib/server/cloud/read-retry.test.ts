import { describe, expect, it } from 'vitest'
import { CloudError, type CloudCause } from './client.ts'
import { withReadRetry } from './read-retry.ts'
import { createRetryBudget } from './retry-budget.ts'

function setUp(reason: CloudCause, failures: number, random = 0.5) {
  const pauses: number[] = []
  let tries = 0
  const clock = { now: () => 0, monotonic: () => 0, sleep: async (ms: number) => void pauses.push(ms) }
  const read = async () => {
    tries += 1
    if (tries <= failures) throw new CloudError(reason)
    return 'read'
  }
  const run = (signal?: AbortSignal) =>
    withReadRetry(
      read,
      { limits: { readRetries: 2, retryBaseMs: 200 }, clock, random: () => random, budget: createRetryBudget(clock) },
      signal,
    )
  return { run, pauses, tries: () => tries }
}

describe('a read that failed', () => {
  it.each(['unreachable', 'timeout', 'bad_reply', 'unavailable', 'clock_skew'] as const)(
    '%s: twice more, pauses drawn below a doubling bound',
    async (reason) => {
      const two = setUp(reason, 2)
      expect(await two.run()).toBe('read')
      expect(two.pauses).toEqual([100, 200])
      const three = setUp(reason, 3)
      await expect(three.run()).rejects.toMatchObject({ reason })
      expect(three.tries()).toBe(3)
    },
  )

  it('rate limited: waits longer', async () => {
    const { run, pauses } = setUp('rate_limited', 2)
    await run()
    expect(pauses).toEqual([500, 1000])
  })

  it.each(['auth_failed', 'forbidden', 'eni_not_found', 'invalid_parameter', 'operation_failed', 'unknown_code'] as const)(
    '%s: not again',
    async (reason) => {
      const { run, tries } = setUp(reason, 1)
      await expect(run()).rejects.toMatchObject({ reason })
      expect(tries()).toBe(1)
    },
  )

  it('is not tried again when nobody waits any more', async () => {
    const { run, tries } = setUp('timeout', 1)
    await expect(run(AbortSignal.abort())).rejects.toMatchObject({ reason: 'timeout' })
    expect(tries()).toBe(1)
  })
})

describe('many reads that fail', () => {
  it('are repeated twenty times in all, then once for ten answers, and once in ten seconds', () => {
    let now = 0
    const budget = createRetryBudget({ monotonic: () => now })
    const taken = (asked: number) => Array.from({ length: asked }, () => budget.take()).filter(Boolean).length
    expect(taken(100)).toBe(20)
    for (let answer = 0; answer < 50; answer += 1) budget.answered()
    expect(taken(100)).toBe(5)
    now += 30_000
    expect(taken(100)).toBe(3)
    now += 24 * 3_600_000
    expect(taken(100)).toBe(20)
  })

  it('are not repeated where the budget is spent', async () => {
    const budget = { answered: () => undefined, take: () => false }
    const clock = { now: () => 0, monotonic: () => 0, sleep: async () => {} }
    let tries = 0
    const read = async () => {
      tries += 1
      throw new CloudError('timeout')
    }
    const limits = { readRetries: 2, retryBaseMs: 200 }
    await expect(withReadRetry(read, { limits, clock, random: () => 0, budget })).rejects.toMatchObject({ reason: 'timeout' })
    expect(tries).toBe(1)
  })
})
