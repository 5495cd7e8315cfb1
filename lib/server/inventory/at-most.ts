import type { Clock } from '#lib/server/base/clock.ts'

/** A list of ENIs waits at most this long for a first reading; what has not come by then is named as missing, `loading`. */
export const listWaitMs = 2_000
/** VPCs, subnets and searches wait longer: they are few or one answer. What has not come by then is named as missing all the same. */
export const wholeWaitMs = 5_000
/** Whoever asks for a newer reading waits so long for it; then what is kept is shown, and named as being read. */
export const refreshWaitMs = 3_000

/** What is left of so many milliseconds from now on; 0 when they are over. */
export const timeLeft = (clock: Clock, ms: number): (() => number) => {
  const until = clock.monotonic() + ms
  return () => Math.max(0, until - clock.monotonic())
}

/** Waits for the work, or until so many milliseconds are over; the work goes on behind. It must not reject. */
export async function atMost(ms: number, clock: Clock, work: Promise<unknown>): Promise<void> {
  if (ms <= 0) return
  const over = new AbortController()
  await Promise.race([work, clock.sleep(ms, over.signal)])
  over.abort()
}
