import type { CloudClient } from '#lib/server/cloud/client.ts'
import type { Turn } from './context.ts'
import type { LoadedAttempt } from './loaded.ts'

/**
 * Milliseconds until no copy of these requests can be accepted any more; 0 or less: none can. Two clocks must agree on it: the
 * cloud's, which is learned with each of its answers, so that a step of ours does not count, and the time that has passed since
 * the request was committed, so that a step counts neither while the cloud is silent.
 */
export function copyMayArriveMs(
  { options, client, since }: Pick<Turn, 'options' | 'since'> & { client?: CloudClient | undefined },
  attempts: readonly LoadedAttempt[],
): number {
  const cloudNow = client?.cloudNow() ?? options.clock.now()
  const left = (attempt: LoadedAttempt) =>
    Math.max(attempt.dead_at - cloudNow, attempt.dead_at - attempt.timestamp_seconds * 1000 - since(attempt.committed_at))
  return Math.max(...attempts.map(left))
}
