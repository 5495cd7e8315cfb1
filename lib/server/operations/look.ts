import { toOperationCause } from '#lib/schema/operation-cause.ts'
import { CloudError, type CloudEni } from '#lib/server/cloud/client.ts'
import { difference, presence } from './compare.ts'
import { readEni, restOf, type Rest, type Turn } from './context.ts'
import { namedByOthers } from './held.ts'
import { lastAttempt, type LoadedAttempt, type LoadedStep } from './loaded.ts'
import type { Progress, StepError } from './progress.ts'
import { causeOnly, raise, settleDone } from './settle.ts'

/**
 * The resolver: nobody knows whether the request was executed, or there is no task to ask for. It is settled by looking at
 * the ENI, never by sending again. Explicit addresses that were all seen since the send are done (on v2, which tells no
 * state of an address, seen in two reads a little apart). After the waiting time a person is asked, and the looking goes on.
 */
export async function resolveByLooking(turn: Turn, step: LoadedStep): Promise<Rest> {
  const { options, operation } = turn
  const attempt = lastAttempt(step)
  if (!attempt) throw new Error(`operation ${operation.id} has a step without an attempt to resolve`)
  let read: Awaited<ReturnType<typeof readEni>>
  try {
    read = await readEni(turn)
  } catch (error) {
    if (!(error instanceof CloudError)) throw error
    return lookAgain(turn, step, step.progress, step.progress.error ?? causeOnly(toOperationCause(error.reason)))
  }
  await options.observe?.('read_back', operation.id)
  const others =
    step.count === undefined ? [] : await namedByOthers(options.db.kysely, operation, attempt.committed_at - turn.waits.placedMs)
  const came = difference(read.eni, attempt.baseline, others)
  const wanted = step.count === undefined ? attempt.addresses : came.added
  const progress = remember(step.progress, attempt, wanted, read)
  const proven = wanted.length > 0 && wanted.every((ip) => isProven(turn, attempt, progress, ip))
  // A count is settled by looking only if the cloud accepted it: else another copy of it may still come.
  const enough = step.count === undefined || (attempt.outcome === 'accepted' && wanted.length === step.count)
  if (proven && enough) {
    const after = await turn.commit(settleDone({ ...step, progress }, wanted, 'observed'))
    return restOf(after, options.clock.now())
  }
  const present = wanted.filter((ip) => progress.seen[ip])
  const error =
    step.count === undefined
      ? causeOnly('not_seen', { absent: wanted.filter((ip) => !progress.seen[ip]), present })
      : causeOnly('difference', { expected: step.count, ...came })
  // Everything was seen once and only the second read is missing: no need to wait longer than for that.
  const all = present.length === wanted.length && enough
  const second = all ? Math.max(...present.map((ip) => (progress.seen[ip]?.first ?? 0) + turn.waits.presentMs)) : undefined
  return lookAgain(turn, step, progress, error, second)
}

/** Notes when each address was seen. Seen once since the send stays seen: what happens to it later is drift, not this operation. */
function remember(
  progress: Progress,
  attempt: LoadedAttempt,
  wanted: readonly string[],
  read: { eni: CloudEni | undefined; at: number },
): Progress {
  const seen = { ...progress.seen }
  // A read that began before the request was committed says nothing about it.
  if (read.at < attempt.committed_at) return progress
  for (const ip of presence(read.eni, wanted).ready) seen[ip] = { first: seen[ip]?.first ?? read.at, last: read.at }
  return { ...progress, seen }
}

function isProven(turn: Turn, attempt: LoadedAttempt, progress: Progress, ip: string): boolean {
  const seen = progress.seen[ip]
  if (!seen) return false
  return attempt.api === 'v3' || seen.last - seen.first >= turn.waits.presentMs
}

/** Nothing is settled yet: the next look, or a person, or both. */
export async function lookAgain(
  turn: Omit<Turn, 'client'>,
  step: LoadedStep,
  progress: Progress,
  error: StepError,
  noLaterThan = Infinity,
): Promise<Rest> {
  const { options, waits } = turn
  const now = options.clock.now()
  const since = progress.unknownSince ?? progress.acceptedAt ?? now
  if (step.state === 'needs_attention' || now - since >= waits.attentionAfterMs) {
    const after = await turn.commit(raise(step, progress, error, { now, waits }))
    return restOf(after, now)
  }
  const pause = Math.min(
    waits.looksMs[Math.min(progress.looks, waits.looksMs.length - 1)] ?? waits.attentionEveryMs,
    Math.max(0, noLaterThan - now),
  )
  const after = await turn.commit({
    steps: [{ n: step.n, state: step.state, progress: { ...progress, looks: progress.looks + 1 }, nextAt: now + pause }],
  })
  return restOf(after, now)
}
