import type { OperationCause } from '#lib/schema/operation-cause.ts'
import type { Turn } from './context.ts'
import type { LoadedStep } from './loaded.ts'
import type { StepError } from './progress.ts'
import { failStep } from './settle.ts'
import { backOff, type Waits } from './waits.ts'
import type { Change } from './write.ts'

/** `since`: as in Turn. */
export type Pace = { now: number; waits: Waits; random: () => number; since: (at: number) => number }

export const paceOf = ({ options, waits, since }: Pick<Turn, 'options' | 'waits' | 'since'>): Pace => ({
  now: options.clock.now(),
  waits,
  random: options.random,
  since,
})

/** In all of these the cloud could not be reached, whatever it was in detail. */
const unreachable: readonly OperationCause[] = ['unreachable', 'timeout', 'bad_reply', 'unavailable', 'too_late']

/** Nothing was sent, or it was surely not executed: later again, with growing pauses, in `withinMs` at most, and not for ever. */
export function planAgain(step: LoadedStep, error: StepError, { now, waits, random, since }: Pace, withinMs = Infinity): Change {
  const waitingSince = step.progress.waitingSince ?? now
  if (since(waitingSince) >= waits.giveUpMs)
    return failStep(step, unreachable.includes(error.code) ? { ...error, code: 'cloud_unreachable' } : error)
  const pause = Math.min(withinMs, backOff(step.progress.waits, waits.retryFirstMs, waits.retryMaxMs, random))
  const progress = { ...step.progress, waitingSince, waits: step.progress.waits + 1, waitsFor: error }
  return { steps: [{ n: step.n, state: 'planned', progress, nextAt: now + pause }] }
}
