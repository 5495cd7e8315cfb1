import type { Turn } from './context.ts'
import type { LoadedAttempt } from './loaded.ts'

/**
 * From when on what our operations placed may not be in a read yet: those that ended since `ended` (our wall clock), and those of whose
 * requests a copy could be accepted since `dead` (the cloud's clock).
 */
export type Lately = { ended: number; dead: number }

/** So long before an attempt. */
export const latelyBefore = (
  { before, waits }: Pick<Turn, 'before'> & { waits: Pick<Turn['waits'], 'placedMs'> },
  attempt: Pick<LoadedAttempt, 'committed_at' | 'timestamp_seconds'>,
): Lately => ({
  ended: before(attempt.committed_at, waits.placedMs),
  dead: attempt.timestamp_seconds * 1000 - waits.placedMs,
})

/** So long before now. */
export const lately = ({ before, waits, options, client }: Pick<Turn, 'before' | 'waits' | 'options' | 'client'>): Lately => ({
  ended: before(options.clock.now(), waits.placedMs),
  dead: client.cloudNow() - waits.placedMs,
})
