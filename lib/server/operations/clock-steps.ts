import type { Clock } from '#lib/server/base/clock.ts'

/** What this process saw the wall clock being set by, in milliseconds. Nobody is thought to have set it before this process began. */
export type ClockSteps = {
  /** How far the wall clock stands before the monotonic one. To be asked often: between two of these a step cannot be placed. */
  standing(): number
  /** How long ago the wall clock showed `at`; less than 0: it has not shown it yet. */
  since(at: number): number
  /**
   * The least that the wall clock may have shown in the `ms` before it showed `at`: `at - ms`, unless it was set meanwhile. What was
   * written down in that time bears this time or a later one.
   */
  before(at: number, ms: number): number
}

/** From monotonic time `from` on, until the next one. */
type Stretch = { from: number; stands: number }

const stretchesMax = 64

/** By less than `leastMs` from one look to the next, a clock is corrected, not set. */
export function createClockSteps(clock: Pick<Clock, 'now' | 'monotonic'>, leastMs: number): ClockSteps {
  let looked = clock.monotonic()
  let last: Stretch = { from: -Infinity, stands: clock.now() - looked }
  let stretches = [last]

  const standing = () => {
    const monotonic = clock.monotonic()
    const stands = clock.now() - monotonic
    if (Math.abs(stands - last.stands) >= leastMs) {
      // At some moment since it was last looked at.
      last = { from: looked, stands }
      stretches = [...stretches, last].slice(-stretchesMax)
    }
    last.stands = stands
    looked = monotonic
    return stands
  }

  /** The one in which it showed that time. A clock that was set back shows it twice: the later time is meant. */
  const showing = (at: number): number => {
    standing()
    const found = stretches.findLastIndex(({ from, stands }) => from + stands <= at)
    return Math.max(0, found)
  }

  return {
    standing,
    since: (at) => clock.monotonic() - at + (stretches[showing(at)] ?? last).stands,
    before(at, ms) {
      const n = showing(at)
      const since = at - (stretches[n] ?? last).stands - ms
      const shown = stretches.slice(0, n + 1).filter((_, i) => i === n || (stretches[i + 1]?.from ?? 0) > since)
      return Math.min(...shown.map(({ from, stands }) => Math.max(from, since) + stands))
    },
  }
}
