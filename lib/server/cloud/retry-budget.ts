import type { Clock } from '#lib/server/base/clock.ts'

/** In answers: what one repeat costs. */
const price = 10
/** So much for many repeats at once, after a time without any. */
const reserve = 20 * price
/** Where little is asked, a repeat in ten seconds. */
const perMs = price / 10_000

export type RetryBudget = {
  answered(): void
  /** Takes one repeat out of the budget, if there is one. */
  take(): boolean
}

/** One repeated read for ten that were answered, beyond a reserve: where many fail at once, their repeats must not double the load. */
export function createRetryBudget(clock: Pick<Clock, 'monotonic'>): RetryBudget {
  let saved = reserve
  let at = clock.monotonic()
  const earn = (more: number) => {
    const now = clock.monotonic()
    saved = Math.min(reserve, saved + more + (now - at) * perMs)
    at = now
  }
  return {
    answered: () => earn(1),
    take() {
      earn(0)
      if (saved < price) return false
      saved -= price
      return true
    },
  }
}
