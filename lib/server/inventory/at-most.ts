import type { Clock } from '#lib/server/base/clock.ts'

/** Waits at most this long for a first reading; what has not come by then is named as missing, `loading`. */
export const firstLoadWaitMs = 20_000

/** Waits for the work, or until so many milliseconds are over; the work goes on behind. It must not reject. */
export async function atMost(ms: number, clock: Clock, work: Promise<unknown>): Promise<void> {
  const over = new AbortController()
  await Promise.race([work, clock.sleep(ms, over.signal)])
  over.abort()
}
