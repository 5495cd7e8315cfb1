/** One queue per cloud action, so that reads stay below the rate limit; what a person waits for overtakes what runs behind. */
import PQueue from 'p-queue'
import type { CloudLimits } from './limits.ts'

export type Urgency = 'person' | 'background'

export function createPace(limits: Pick<CloudLimits, 'readsPerSecond' | 'concurrency'>) {
  const queues = new Map<string, PQueue>()
  const closed = new AbortController()
  const queueFor = (action: string) => {
    const known = queues.get(action)
    if (known) return known
    const queue = new PQueue({
      concurrency: limits.concurrency,
      ...(Number.isFinite(limits.readsPerSecond) ? { interval: 1_000, intervalCap: limits.readsPerSecond, strict: true } : {}),
    })
    queues.set(action, queue)
    return queue
  }
  return {
    /** Runs the job in its turn. Rejects with a DOMException `AbortError` when the caller's signal or `close` ends the wait. */
    async run<T>(action: string, urgency: Urgency, job: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
      const either = signal ? AbortSignal.any([signal, closed.signal]) : closed.signal
      try {
        return await queueFor(action).add(() => job(either), { priority: urgency === 'person' ? 1 : 0, signal: either })
      } catch (error) {
        // The reason of an abort can be anything its owner chose.
        throw either.aborted ? new DOMException('the read was abandoned', 'AbortError') : error
      }
    },
    close: () => closed.abort(),
  }
}
