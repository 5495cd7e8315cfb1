/** Repeats a *read* that failed in passing. Writes never come here. */
import type { Clock } from '#lib/server/base/clock.ts'
import { PausedError } from './breaker.ts'
import { CloudError, type CloudCause } from './client.ts'
import type { CloudLimits } from './limits.ts'
import type { RetryBudget } from './retry-budget.ts'

/** `clock_skew` is in passing because the refusal itself taught us the cloud's clock. */
const transient: readonly CloudCause[] = ['unreachable', 'timeout', 'bad_reply', 'unavailable', 'rate_limited', 'clock_skew']

export type RetryDeps = {
  limits: Pick<CloudLimits, 'readRetries' | 'retryBaseMs'>
  clock: Clock
  random: () => number
  budget: RetryBudget
}

/** Full jitter: the pause is drawn evenly from 0 to a bound that doubles (AWS Architecture Blog, Exponential Backoff And Jitter). */
export async function withReadRetry<T>(read: () => Promise<T>, deps: RetryDeps, signal?: AbortSignal): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      const answer = await read()
      deps.budget.answered()
      return answer
    } catch (error) {
      if (!(error instanceof CloudError) || error instanceof PausedError || !transient.includes(error.reason)) throw error
      if (tries >= deps.limits.readRetries || signal?.aborted || !deps.budget.take()) throw error
      const base = error.reason === 'rate_limited' ? deps.limits.retryBaseMs * 5 : deps.limits.retryBaseMs
      await deps.clock.sleep(deps.random() * base * 2 ** tries, signal)
      if (signal?.aborted) throw error
    }
  }
}
