/**
 * Time as an argument. `now` is the wall clock in epoch milliseconds, `monotonic` never goes back (milliseconds from an
 * arbitrary origin). Code under lib/server asks this and never Date.now, so that the fault harness can run on a virtual clock.
 */
export interface Clock {
  now(): number
  monotonic(): number
  /** Resolves after `ms`, or at once when the signal aborts (it never rejects). */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const done = () => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      signal?.addEventListener('abort', done, { once: true })
    }),
}
