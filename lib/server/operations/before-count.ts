import { isMoving } from '#lib/plan/moving.ts'
import type { Turn } from './context.ts'
import { contradictedOnEni } from './contradicted.ts'
import type { Whole } from './kind.ts'
import type { LoadedStep } from './loaded.ts'
import type { Progress, StepError } from './progress.ts'
import { causeOnly } from './settle.ts'

/**
 * Why no count may be sent yet, and what is to be remembered of it. What a count brings is told by what was there before. Not so while
 * addresses come or go; nor where a read leaves out one that we placed a moment ago: this very count may be given it, or only that read
 * lags behind. Nor right after: the next read may be the one that lags. Undefined: nothing is in the way.
 */
export async function beforeCount(
  turn: Turn,
  { progress }: Pick<LoadedStep, 'progress'>,
  read: Whole,
): Promise<{ error: StepError; progress: Progress } | undefined> {
  if (isMoving(read.eni)) return { error: causeOnly('eni_busy'), progress }
  const ips = await contradictedOnEni(turn, read)
  if (ips.length > 0) return { error: causeOnly('reads_lag', { ips }), progress: { ...progress, lagged: { ips, at: read.at } } }
  const { lagged } = progress
  const isLate = lagged !== undefined && turn.since(lagged.at) - turn.since(read.at) < turn.waits.presentMs
  return isLate ? { error: causeOnly('reads_lag', { ips: lagged.ips }), progress } : undefined
}
