/**
 * Stops asking a region that does not answer, and tells since when. One request a while goes through and finds out; the first answer, a
 * refusal included, ends it. Why this is ours and no library: docs/decisions/004.
 */
import type { Clock } from '#lib/server/base/clock.ts'
import { CloudError, type CloudAnswer, type CloudCause, type Outage } from './client.ts'

/** So many requests without an answer in a row, over at least `failuresOverMs`: a moment's trouble is not enough. */
const failuresMin = 5
const failuresOverMs = 1_000
/** Until the first new try; doubled after every one in vain, a fifth more or less so that servers do not ask in step. */
const firstPauseMs = 2_000
const longestPauseMs = 16_000
/** Whoever gave up sooner has not shown that nobody answers. */
const silentAfterMs = 2_500

/** Nothing was sent: the region has not answered lately. `reason` is what the last requests failed with. */
export class PausedError extends CloudError {
  constructor({ cause }: Outage) {
    super(cause)
  }
}

/**
 * `read`: waits for its time; `person`: one answer that somebody waits for, it may find out at any time, one at a time; `write`: never the
 * one that finds out; `test`: a person wants to know, so it always goes through.
 */
export type RequestKind = 'read' | 'person' | 'write' | 'test'

/** What one request taught: somebody answered, nobody did (and how), or nothing. */
export type Lesson = 'answered' | 'nothing' | CloudCause

const away: readonly CloudCause[] = ['unreachable', 'timeout', 'unavailable']

/** A well-formed refusal is an answer; a server error, and something that is no answer of the API, are none. */
export const lessonOf = (cause: CloudCause | undefined, answer: CloudAnswer = {}): Lesson => {
  if (cause === undefined) return 'answered'
  const isNobody = away.includes(cause) || (cause === 'bad_reply' && answer.requestId === undefined)
  return isNobody ? cause : 'answered'
}

type Silence = { failures: number; since: number; sinceMonotonic: number; cause: CloudCause }
type Open = { retryAtMonotonic: number; pauseMs: number; probing: boolean }

export function createBreaker(clock: Pick<Clock, 'now' | 'monotonic'>, random: () => number) {
  /** Since the last answer. */
  let silence: Silence | undefined
  let open: Open | undefined

  const outage = (): Outage | undefined =>
    open &&
    silence && { since: silence.since, retryAt: clock.now() + Math.max(0, open.retryAtMonotonic - clock.monotonic()), cause: silence.cause }

  const keepOpen = (pauseMs: number): Open => ({
    pauseMs,
    retryAtMonotonic: clock.monotonic() + pauseMs * (0.8 + 0.4 * random()),
    probing: false,
  })

  const isDue = ({ retryAtMonotonic }: Open) => clock.monotonic() >= retryAtMonotonic
  const mayProbe = (now: Open, kind: RequestKind) => !now.probing && (kind === 'person' || (kind === 'read' && isDue(now)))

  /** Throws PausedError where such a request would not be let through now. */
  const check = (kind: RequestKind): void => {
    const now = outage()
    if (open && now && kind !== 'test' && !mayProbe(open, kind)) throw new PausedError(now)
  }

  return {
    outage,
    check,
    /** Called right before a request; what it returns is called with what the request taught. Throws as `check` does. */
    enter(kind: RequestKind): (lesson: Lesson) => void {
      check(kind)
      const began = { at: clock.now(), monotonic: clock.monotonic() }
      const probed = kind === 'test' ? undefined : open
      if (probed) probed.probing = true
      return (lesson) => {
        if (probed) probed.probing = false
        const gaveUpEarly = lesson === 'timeout' && clock.monotonic() - began.monotonic < silentAfterMs
        if (lesson === 'nothing' || gaveUpEarly) return
        if (lesson === 'answered') {
          silence = undefined
          open = undefined
          return
        }
        const before = silence ?? { failures: 0, since: began.at, sinceMonotonic: began.monotonic }
        silence = { ...before, failures: before.failures + 1, cause: lesson }
        if (open) {
          if (isDue(open)) open = keepOpen(Math.min(longestPauseMs, open.pauseMs * 2))
        } else if (silence.failures >= failuresMin && clock.monotonic() - silence.sinceMonotonic >= failuresOverMs)
          open = keepOpen(firstPauseMs)
      }
    },
  }
}
export type Breaker = ReturnType<typeof createBreaker>
