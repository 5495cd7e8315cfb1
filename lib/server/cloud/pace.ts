/**
 * One queue per cloud action, so that reads stay below the rate limit; what a person waits for overtakes what runs behind. A rate
 * error halves the pace of its action, every answer brings it back by a tenth.
 */
import PQueue from 'p-queue'
import type { Clock } from '#lib/server/base/clock.ts'
import { CloudError } from './client.ts'
import type { CloudLimits } from './limits.ts'

export type Urgency = 'person' | 'background'

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
    /** Runs the job in its turn. Rejects with a DOMException `AbortError` when the caller's signal or `close` ends the wait. */
    async run<T>(action: string, urgency: Urgency, job: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
      const either = signal ? AbortSignal.any([signal, closed.signal]) : closed.signal
      const lane = laneOf(action)
      try {
        return await lane.queue.add(() => inSlot(lane, job, either), { priority: urgency === 'person' ? 1 : 0, signal: either })
      } catch (error) {
        // The reason of an abort can be anything its owner chose.
        throw either.aborted ? new DOMException('the read was abandoned', 'AbortError') : error
      }
    },
    close: () => closed.abort(),
  }
}
