import type { Clock } from '#lib/server/base/clock.ts'
import type { ClockSteps } from './clock-steps.ts'
import type { LoadedOperation } from './loaded.ts'

/**
 * How long ago times in the journal were, in milliseconds. They are the wall clock's, which somebody may set: a time that this
 * process saw being written ages by the monotonic clock from then on. What was written before is judged once, by the wall clock and
 * what this process saw it being set by, and never counts as in the future.
 */
type Ages = {
  since(id: string, at: number): number
  /** Notes all times of the operation that a later look may compare with, and forgets the others. */
  note(operation: LoadedOperation): void
  forget(id: string): void
  /** Drops operations that nobody asked about for this long: they have ended elsewhere. */
  purge(unusedMs: number): void
}

type Sight = { age: number; seenAt: number }

export function createAges(clock: Pick<Clock, 'monotonic'>, clockSteps: Pick<ClockSteps, 'since'>): Ages {
  const operations = new Map<string, { usedAt: number; sights: Map<number, Sight> }>()
  const first = (at: number): Sight => ({ age: Math.max(0, clockSteps.since(at)), seenAt: clock.monotonic() })
  return {
    since(id, at) {
      const known = operations.get(id) ?? { usedAt: 0, sights: new Map<number, Sight>() }
      known.usedAt = clock.monotonic()
      operations.set(id, known)
      const sight = known.sights.get(at) ?? first(at)
      known.sights.set(at, sight)
      return sight.age + clock.monotonic() - sight.seenAt
    },
    note(operation) {
      const before = operations.get(operation.id)?.sights
      const sights = new Map(timesOf(operation).map((at) => [at, before?.get(at) ?? first(at)]))
      operations.set(operation.id, { usedAt: clock.monotonic(), sights })
    },
    forget: (id) => void operations.delete(id),
    purge(unusedMs) {
      for (const [id, { usedAt }] of operations) if (clock.monotonic() - usedAt >= unusedMs) operations.delete(id)
    },
  }
}

const timesOf = ({ created_at, steps }: LoadedOperation): number[] => [
  created_at,
  ...steps
    .flatMap(({ attempts, progress }) => [
      ...attempts.flatMap((attempt) => [attempt.committed_at, attempt.ended_at]),
      ...Object.values(progress.seen).flatMap(({ first, last }) => [first, last]),
      progress.waitingSince,
      progress.acceptedAt,
      progress.task?.at,
      progress.unknownSince,
      progress.absentSince,
      progress.eniGoneSince,
      progress.same?.since,
      ...Object.values(progress.missing ?? {}).map(({ since }) => since),
      progress.lost?.since,
      progress.lagged?.at,
      progress.lockFreedAt,
    ])
    .filter((at) => at !== undefined && at !== null),
]
