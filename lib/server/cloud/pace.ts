/**
 * One queue per cloud action, so that reads stay below the rate limit; what a person waits for overtakes what runs behind, one
 * answer overtakes a list, and of two lists the shorter ends first. A rate error halves the pace of its action, every answer brings it back by a tenth.
 */
import PQueue from 'p-queue'
import type { Clock } from '#lib/server/base/clock.ts'
import { CloudError, type ListUrgency } from './client.ts'
import type { CloudLimits } from './limits.ts'

/** `person`: one answer that decides what a person sees now; `awaited`: a list that somebody waits for; `background`: nobody does. */
export type Urgency = 'person' | ListUrgency

const rank: Readonly<Record<Urgency, number>> = { person: 2, awaited: 1, background: 0 }
/** Pages of a list take their turns by number. Beyond this one they are equal. */
const turnMax = 9_999

/** The pace that is halved where none is set. */
const unpacedPerSecond = 100
const brakeMaxMs = 5_000

type Lane = {
  queue: PQueue
  /** How long each request is kept back in its slot; 0 = the full pace. */
  brakeMs: number
  /** So many milliseconds a slot is busy at the full pace: twice that is half the pace. */
  slotMs: number
}

export function createPace(limits: Pick<CloudLimits, 'readsPerSecond' | 'readsPerSecondOf' | 'concurrency'>, clock: Pick<Clock, 'sleep'>) {
  const { concurrency } = limits
  const lanes = new Map<string, Lane>()
  const closed = new AbortController()

  const laneOf = (action: string): Lane => {
    const known = lanes.get(action)
    if (known) return known
    const perSecond = limits.readsPerSecondOf?.[action] ?? limits.readsPerSecond
    const isPaced = Number.isFinite(perSecond)
    const queue = new PQueue({ concurrency, ...(isPaced ? { interval: 1_000, intervalCap: perSecond, strict: true } : {}) })
    const lane = { queue, brakeMs: 0, slotMs: (1_000 * concurrency) / (isPaced ? perSecond : unpacedPerSecond) }
    lanes.set(action, lane)
    return lane
  }

  async function inSlot<T>(lane: Lane, job: (signal: AbortSignal) => Promise<T>, signal: AbortSignal): Promise<T> {
    if (lane.brakeMs > 0) await clock.sleep(lane.brakeMs, signal)
    signal.throwIfAborted()
    try {
      const answer = await job(signal)
      lane.brakeMs = lane.brakeMs > lane.slotMs ? lane.brakeMs * 0.9 : 0
      return answer
    } catch (error) {
      if (error instanceof CloudError && error.reason === 'rate_limited')
        lane.brakeMs = Math.min(Math.max(lane.brakeMs, lane.slotMs) * 2, brakeMaxMs)
      throw error
    }
  }

  return {
    /** Runs the job in its turn; among equals the lower `turn` goes first. Rejects with a DOMException `AbortError` when the caller's signal or `close` ends the wait. */
    async run<T>(action: string, urgency: Urgency, job: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal, turn = 0): Promise<T> {
      const either = signal ? AbortSignal.any([signal, closed.signal]) : closed.signal
      const lane = laneOf(action)
      const priority = rank[urgency] - Math.min(turn, turnMax) / (turnMax + 1)
      try {
        return await lane.queue.add(() => inSlot(lane, job, either), { priority, signal: either })
      } catch (error) {
        // The reason of an abort can be anything its owner chose.
        throw either.aborted ? new DOMException('the read was abandoned', 'AbortError') : error
      }
    },
    close: () => closed.abort(),
  }
}
