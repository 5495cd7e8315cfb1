/**
 * One queue per cloud action, so that requests stay below our part of the rate limit: what a person waits for goes first, one answer
 * before a list, and of two lists the shorter ends first; what nobody waits for leaves room for the others in every second. Changes have
 * actions of their own, so they wait for no read. A rate error halves the pace of its action; it comes back slowly.
 */
import PQueue from 'p-queue'
import type { Clock } from '#lib/server/base/clock.ts'
import { CloudError, type ListUrgency, type WriteOutcome } from './client.ts'
import { budgetOf, type Budgets, type CloudLimits } from './limits.ts'

/** `person`: one answer that decides what a person sees now; `awaited`: a list that somebody waits for; `background`: nobody does. */
export type Urgency = 'person' | ListUrgency

const rank: Readonly<Record<Urgency, number>> = { person: 2, awaited: 1, background: 0 }
/** Pages of a list take their turns by number. Beyond this one they are equal. */
const turnMax = 9_999
/** Of every second so much stays free for what somebody waits for. */
const keptFromBackground = 0.1

/** The pace that is halved where none is set. */
const unpacedPerSecond = 100
const slowest = 1 / 32
/** From half the pace back to the full one. */
const recoveryMs = 30_000

type Lane = {
  queue: PQueue
  /** Where background requests wait before they may stand in `queue`. */
  behind: PQueue | undefined
  /** 0 to 1: the part of the budget that the cloud has let us use lately. */
  factor: number
  /** Monotonic milliseconds: since when the factor holds. */
  factorSince: number
  halvedAt: number
}

/** A change is answered with an outcome, never with an error. */
const isRateLimited = (outcome: WriteOutcome): boolean => outcome.kind === 'refused' && outcome.cause === 'rate_limited'

export type PaceLimits = Budgets & Pick<CloudLimits, 'concurrency'>

/** `servers`: how many servers share the account now; each takes its part of the budget. */
export function createPace(limits: PaceLimits, clock: Pick<Clock, 'sleep' | 'monotonic'>, servers: () => number = () => 1) {
  const lanes = new Map<string, Lane>()
  const closed = new AbortController()

  const laneOf = (action: string, concurrency: number): Lane => {
    const known = lanes.get(action)
    if (known) return known
    const budget = budgetOf(limits, action)
    const cap = Math.max(1, Math.floor(budget))
    const windowOf = (intervalCap: number) => (Number.isFinite(budget) ? { interval: 1_000, intervalCap, strict: true } : {})
    const behindCap = Math.max(1, Math.floor(cap * (1 - keptFromBackground)))
    const lane: Lane = {
      queue: new PQueue({ concurrency, ...windowOf(cap) }),
      behind: Number.isFinite(budget) && behindCap < cap ? new PQueue(windowOf(behindCap)) : undefined,
      factor: 1,
      factorSince: Number.NEGATIVE_INFINITY,
      halvedAt: Number.NEGATIVE_INFINITY,
    }
    lanes.set(action, lane)
    return lane
  }

  /** The pause after a request, milliseconds, where the window of the queue alone would let too many go. */
  const pauseOf = (action: string, lane: Lane): number => {
    const full = budgetOf(limits, action)
    const allowed = lane.factor * (Number.isFinite(full) ? budgetOf(limits, action, servers()) : unpacedPerSecond)
    const isWindowEnough = Number.isFinite(full) ? allowed >= Math.max(1, Math.floor(full)) : lane.factor === 1
    return isWindowEnough ? 0 : 1_000 / allowed
  }

  const recover = (lane: Lane) => {
    if (lane.factor === 1) return
    const now = clock.monotonic()
    lane.factor = Math.min(1, lane.factor + (now - lane.factorSince) / (2 * recoveryMs))
    lane.factorSince = now
  }

  const halve = (lane: Lane, beganAt: number) => {
    // Of requests that were under way together one speaks for all.
    if (beganAt <= lane.halvedAt) return
    lane.factor = Math.max(slowest, lane.factor / 2)
    lane.factorSince = lane.halvedAt = clock.monotonic()
  }

  /** `isLimited`: whether an answer, rather than an error, says that a limit is exceeded. */
  async function inTurn<T>(action: string, lane: Lane, job: () => Promise<T>, isLimited: (answer: T) => boolean = () => false): Promise<T> {
    const beganAt = clock.monotonic()
    const pause = pauseOf(action, lane)
    if (pause > 0) {
      lane.queue.pause()
      void clock.sleep(pause, closed.signal).then(() => lane.queue.start())
    }
    try {
      const answer = await job()
      if (isLimited(answer)) halve(lane, beganAt)
      else recover(lane)
      return answer
    } catch (error) {
      if (error instanceof CloudError && error.reason === 'rate_limited') halve(lane, beganAt)
      throw error
    }
  }

  return {
    /** Runs the job in its turn; among equals the lower `turn` goes first. Rejects with a DOMException `AbortError` when the caller's signal or `close` ends the wait. */
    async run<T>(action: string, urgency: Urgency, job: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal, turn = 0): Promise<T> {
      const either = signal ? AbortSignal.any([signal, closed.signal]) : closed.signal
      const lane = laneOf(action, limits.concurrency)
      const priority = rank[urgency] - Math.min(turn, turnMax) / (turnMax + 1)
      const options = { priority, signal: either }
      const stand = () => lane.queue.add(() => inTurn(action, lane, () => job(either)), options)
      try {
        return await (urgency === 'background' && lane.behind ? lane.behind.add(stand, options) : stand())
      } catch (error) {
        // The reason of an abort can be anything its owner chose.
        throw either.aborted ? new DOMException('the read was abandoned', 'AbortError') : error
      }
    },
    /**
     * The same for a change. It ends by itself only, as the job says it does: whether a request that was given up had left, nobody could
     * tell. However many are under way, none waits for another's answer.
     */
    write(action: string, job: () => Promise<WriteOutcome>): Promise<WriteOutcome> {
      const lane = laneOf(action, Number.POSITIVE_INFINITY)
      return lane.queue.add(() => inTurn(action, lane, job, isRateLimited))
    },
    close: () => closed.abort(),
  }
}
export type Pace = ReturnType<typeof createPace>
