import type { CloudClient } from '#lib/server/cloud/client.ts'
import type { Rest, Turn } from './context.ts'
import { restOf } from './context.ts'
import { isDoubtful, thisRound } from './attempts.ts'
import { lastAttempt, type LoadedStep } from './loaded.ts'
import type { Progress, StepError } from './progress.ts'
import { raise } from './settle.ts'

/**
 * Since `at` nothing has settled it for so long that a person is asked. The cloud's clock must agree, once an answer has told it: a server
 * that took the operation over knows no other one by which a clock that was set ahead has not passed the time.
 */
export function isOverdue(
  { client, waits, since }: Pick<Turn, 'waits' | 'since'> & { client?: CloudClient },
  step: LoadedStep,
  at: number | undefined,
): boolean {
  if (at === undefined || since(at) < waits.attentionAfterMs) return false
  const heard = client?.cloudNowHeard()
  // In doubt since the first request of unknown fate, however often it was repeated.
  const attempt = thisRound(step).find(isDoubtful) ?? lastAttempt(step)
  return heard === undefined || attempt === undefined || heard - attempt.timestamp_seconds * 1000 >= waits.attentionAfterMs
}

/** Nothing is settled yet: the next look, or a person, or both. */
export async function lookAgain(
  turn: Omit<Turn, 'client'> & { client?: CloudClient },
  step: LoadedStep,
  progress: Progress,
  error: StepError,
  withinMs = Infinity,
): Promise<Rest> {
  const { options, waits } = turn
  const now = options.clock.now()
  if (step.state === 'needs_attention' || isOverdue(turn, step, progress.unknownSince ?? progress.acceptedAt)) {
    const after = await turn.commit(raise(turn, step, progress, error))
    return restOf(after, now)
  }
  const usual = Math.min(waits.lookMaxMs, waits.lookFirstMs * 2 ** progress.looks)
  // A time that has passed already was not enough: the usual pause then, never a look after the other.
  const pause = withinMs > 0 ? Math.min(usual, withinMs) : usual
  const after = await turn.commit({
    steps: [{ n: step.n, state: step.state, progress: { ...progress, looks: progress.looks + 1 }, nextAt: now + pause }],
  })
  return restOf(after, now)
}
