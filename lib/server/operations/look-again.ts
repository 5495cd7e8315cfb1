import type { CloudClient } from '#lib/server/cloud/client.ts'
import type { Rest, Turn } from './context.ts'
import { restOf } from './context.ts'
import type { LoadedStep } from './loaded.ts'
import type { Progress, StepError } from './progress.ts'
import { raise } from './settle.ts'

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
  const since = progress.unknownSince ?? progress.acceptedAt
  if (step.state === 'needs_attention' || (since !== undefined && turn.since(since) >= waits.attentionAfterMs)) {
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
