import type { OperationCause } from '#lib/schema/operation-cause.ts'
import type { LoadedStep } from './loaded.ts'
import type { StepError } from './progress.ts'
import { failStep } from './settle.ts'
import { backOff, type Waits } from './waits.ts'
import type { Change } from './write.ts'

export type Pace = { now: number; waits: Waits; random: () => number }

/** In all of these the cloud could not be reached, whatever it was in detail. */
const unreachable: readonly OperationCause[] = ['unreachable', 'timeout', 'bad_reply', 'unavailable', 'too_late']

/** Nothing was sent, or it was surely not executed: later again, with growing pauses, and not for ever. */
export function planAgain(step: LoadedStep, error: StepError, { now, waits, random }: Pace): Change {
  const waitingSince = step.progress.waitingSince ?? now
  if (now - waitingSince >= waits.giveUpMs)
    return failStep(step, unreachable.includes(error.code) ? { ...error, code: 'cloud_unreachable' } : error)
  const pause = backOff(step.progress.waits, waits.retryFirstMs, waits.retryMaxMs, random)
  return {
    steps: [
      { n: step.n, state: 'planned', progress: { ...step.progress, waitingSince, waits: step.progress.waits + 1 }, nextAt: now + pause },
    ],
  }
}
