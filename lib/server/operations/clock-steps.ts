import type { Clock } from '#lib/server/base/clock.ts'

/** What this process saw the wall clock being set by, in milliseconds. Nobody is thought to have set it before this process began. */
export type ClockSteps = {
  /** How far the wall clock stands before the monotonic one. To be asked often: between two of these a step cannot be placed. */
  standing(): number
  /**
   * How long ago the wall clock showed `at`; less than 0: it has not shown it yet. Whoever wrote it down may have had another clock, right
   * all the time: the shorter of what the steps say and what the clock says now.
   */
  since(at: number): number
  /**
   * The least that the wall clock may have shown in the `ms` before it showed `at`: `at - ms`, unless it was set meanwhile. Nothing that
   * was written down in that time bears an earlier time. For a while after a clock was set back, much older things bear later ones too.
   */
  before(at: number, ms: number): number
}

/** Monotonic times: it began after `from` and had ended by `until`. */
type Stretch = { from: number; until: number; stands: number }

const stretchesMax = 64

/** By less than `leastMs` from one look to the next, a clock is corrected, not set. */
export function createClockSteps(clock: Pick<Clock, 'now' | 'monotonic'>, leastMs: number): ClockSteps {
  let looked = clock.monotonic()
  let last: Stretch = { from: -Infinity, until: Infinity, stands: clock.now() - looked }
  let stretches = [last]

  const standing = () => {
    const monotonic = clock.monotonic()
    const stands = clock.now() - monotonic
    if (Math.abs(stands - last.stands) >= leastMs) {
      // At some moment since it was last looked at.
      last.until = monotonic
      last = { from: looked, until: Infinity, stands }
      stretches = [...stretches, last].slice(-stretchesMax)
      const [oldest] = stretches
      if (oldest) oldest.from = -Infinity
    }
    last.stands = stands
    looked = monotonic
    return stands
  }

  /** The one in which it showed that time, or would have. A clock that was set back shows it twice: the later time is meant. */
  const showing = (at: number): number => {
    standing()
    const began = ({ from, stands }: Stretch) => from + stands <= at
    const shown = stretches.findLastIndex((stretch) => began(stretch) && at <= stretch.until + stretch.stands)
    return shown === -1 ? Math.max(0, stretches.findLastIndex(began)) : shown
  }

  return {
    standing,
    since: (at) => Math.min(clock.now() - at, clock.monotonic() - at + (stretches[showing(at)] ?? last).stands),
    before(at, ms) {
      const n = showing(at)
      const since = at - (stretches[n] ?? last).stands - ms
      const shown = stretches.slice(0, n + 1).filter(({ until }) => until > since)
      return Math.min(at - ms, ...shown.map(({ from, stands }) => Math.max(from, since) + stands))
    },
  }
}
