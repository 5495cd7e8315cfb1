/** A value that is read from far away and kept: single flight, the old one served while a newer is fetched behind it. */
import type { Clock } from '#lib/server/base/clock.ts'
import { CloudError, type ListUrgency, type Observed } from '#lib/server/cloud/client.ts'
import { refreshWaitMs } from './at-most.ts'

export type CellOptions<T> = {
  /** Awaited: the first reading, and one that a person asked for. */
  load: (signal: AbortSignal, urgency: ListUrgency) => Promise<Observed<T>>
  clock: Clock
  signal: AbortSignal
  /** Older than this: refreshed behind. */
  staleMs?: number
  /** `refresh` reads at most once in this time: who asks sooner waits for the rest of it. */
  forcedEveryMs?: number
  /** Pause after a failure before the next try that nobody asked for. */
  retryAfterMs?: number
  onFailure?: (error: CloudError) => void
}

export type Cell<T> = {
  peek(): Observed<T> | undefined
  /** When the reading of what is kept began, on the monotonic clock: the order of readings. Before everything if nothing is kept. */
  since(): number
  /** The last try failed; what `peek` gives is older than it should be. */
  failure(): CloudError | undefined
  isStale(): boolean
  /** A person has asked for a newer reading and does not wait any longer. */
  isLate(): boolean
  /** Waits for the first value; later ones come behind. Never rejects: look at `peek` and `failure`. `urgency` is that of a first reading. */
  ensure(urgency?: ListUrgency): Promise<void>
  refresh(): Promise<void>
  /** Something else has shown, by a reading begun at `since` (monotonic), that what was read before is no longer so. */
  outdate(since: number): void
  /** Waits for a newer reading where what is kept is outdated. Never rejects; asked often, it reads every 5 s at most. */
  renew(): Promise<void>
  /** Takes a value that somebody else began to read at `since` (monotonic). An older one than ours is dropped. */
  put(seen: Observed<T>, since: number): void
}

const renewEveryMs = 5_000

export function createCell<T>(options: CellOptions<T>): Cell<T> {
  const { load, clock, signal, staleMs = 60_000, forcedEveryMs = 2_000, retryAfterMs = 5_000, onFailure } = options
  let kept: Observed<T> | undefined
  let failure: CloudError | undefined
  let flight: Promise<void> | undefined
  /** Since when a person has been waiting for the flight. */
  let askedSince: number | undefined
  /** On the monotonic clock: a step of the wall clock makes nothing old or new. */
  let keptSince = Number.NEGATIVE_INFINITY
  let triedAt = Number.NEGATIVE_INFINITY
  let outdatedSince = Number.NEGATIVE_INFINITY

  const put = (seen: Observed<T>, since: number) => {
    if (since < keptSince) return
    kept = seen
    keptSince = since
    failure = undefined
  }
  const run = (urgency: ListUrgency): Promise<void> => {
    triedAt = clock.monotonic()
    const startedAt = triedAt
    flight ??= load(signal, urgency)
      .then((seen) => put(seen, startedAt))
      .catch((error: unknown) => {
        failure = error instanceof CloudError ? error : new CloudError('unknown_code', {}, { cause: error })
        if (!signal.aborted) onFailure?.(failure)
      })
      .finally(() => {
        flight = undefined
        askedSince = undefined
      })
    return flight
  }
  const elapsedSince = (at: number) => clock.monotonic() - at
  const mayTryAgain = () => failure === undefined || elapsedSince(triedAt) >= retryAfterMs
  const isStale = () => elapsedSince(keptSince) > staleMs

  return {
    peek: () => kept,
    since: () => keptSince,
    failure: () => failure,
    isStale,
    isLate: () => askedSince !== undefined && elapsedSince(askedSince) >= refreshWaitMs,
    async ensure(urgency = 'awaited') {
      if (signal.aborted) return
      if (kept) {
        // A failed reading is mended as soon as it may be, however young the kept value is.
        if ((isStale() || failure !== undefined) && mayTryAgain()) void run('background')
      } else if (flight || mayTryAgain()) await run(urgency)
    },
    async refresh() {
      if (signal.aborted) return
      // What a person asked for is never dropped: it is put off until the cloud may be asked again.
      const soonMs = forcedEveryMs - elapsedSince(triedAt)
      if (!flight && soonMs > 0) await clock.sleep(soonMs, signal)
      if (signal.aborted) return
      askedSince ??= clock.monotonic()
      await (flight ?? run('awaited'))
    },
    outdate(since) {
      outdatedSince = Math.max(outdatedSince, since)
    },
    async renew() {
      if (signal.aborted || keptSince >= outdatedSince) return
      if (flight || elapsedSince(triedAt) >= renewEveryMs) await run('background')
    },
    put,
  }
}
