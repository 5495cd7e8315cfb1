import type { CloudEni } from '#lib/server/cloud/client.ts'
import { deadAfter, isDoubtful, spent, thisRound } from './attempts.ts'
import { difference, presence, sameAddresses } from './compare.ts'
import { restOf, type Rest, type Turn } from './context.ts'
import { namedByOthers } from './held.ts'
import type { LoadedAttempt, LoadedStep } from './loaded.ts'
import { lookAgain } from './look-again.ts'
import { forRepeat, type Progress } from './progress.ts'
import { baselineOf, isMoving, putOut } from './put-out.ts'
import { mayRepeat } from './repeat.ts'
import { causeOnly, failStep, raise, settleDone } from './settle.ts'

type Read = { eni: CloudEni | undefined; at: number }

/**
 * A count in doubt. The same N new addresses, no more and no less, in two reads 30 s apart: done. Nothing new in any read,
 * and no copy can arrive any more: v3 takes the same request under the same token again; v2, which knows no token, is never
 * asked again by itself. Anything else is a person's to judge, with the exact difference.
 */
export async function lookForCount(turn: Turn, step: LoadedStep, attempt: LoadedAttempt, count: number, read: Read): Promise<Rest> {
  const { options, waits, operation } = turn
  const { clock } = options
  const commit = async (change: Parameters<Turn['commit']>[0]): Promise<Rest> => restOf(await turn.commit(change), clock.now())
  const others = await namedByOthers(options.db.kysely, operation, attempt.committed_at - waits.placedMs)
  const came = difference(read.eni, attempt.baseline, others)
  const seen = { ...step.progress.seen }
  for (const ip of came.added) seen[ip] = { first: seen[ip]?.first ?? read.at, last: read.at }
  const before = step.progress.same
  const same = before && sameAddresses(before.ips, came.added) ? before : { ips: came.added, since: read.at }
  const progress: Progress = { ...step.progress, seen, same }
  const error = causeOnly('difference', { expected: count, ...came })
  const proven = { ...step, progress }

  const exact = came.added.length === count && presence(read.eni, came.added).ready.length === count
  const proofAt = same.since + waits.presentMs
  if (exact && isOurs(progress, came.added)) {
    if (read.at >= proofAt) return commit(settleDone(proven, came.added, 'observed'))
    return lookAgain(turn, step, progress, error, proofAt)
  }
  const seenAny = Object.keys(seen).length > 0
  if (seenAny && came.added.length !== count && read.at >= proofAt) return commit(raise(step, progress, error, { now: clock.now(), waits }))
  const again = seenAny ? undefined : repeatAt(turn, step, same.since)
  if (!read.eni || step.state !== 'unknown' || again === undefined) return lookAgain(turn, step, progress, error)
  if (read.at < again) return lookAgain(turn, step, progress, error, again)
  if (progress.refusal) return commit(failStep(proven, progress.refusal))
  if (spent(step, []) >= waits.attemptsMax || isMoving(read.eni) || !(await mayRepeat(turn, step)))
    return lookAgain(turn, step, progress, error)
  return putOut(turn, proven, {
    addresses: [],
    baseline: await baselineOf(turn, read.eni),
    baselineAt: read.at,
    settled: [],
    progress: forRepeat(progress),
  })
}

/** What is first seen after the lock was freed may be what the next operation on the ENI asked for. */
const isOurs = (progress: Progress, ips: readonly string[]): boolean =>
  !progress.lockFreed || ips.every((ip) => (progress.seen[ip]?.first ?? Infinity) <= (progress.lockFreedAt ?? 0))

/** From when on the request may be put out again if nothing new is seen until then; undefined: never by itself. */
function repeatAt({ client, waits }: Turn, step: LoadedStep, nothingSince: number): number | undefined {
  const round = thisRound(step)
  const last = round.at(-1)
  // Accepted: the cloud has it in its hands, however long it takes.
  if (last?.outcome === 'accepted') return undefined
  const asked = step.progress.round !== undefined && !round.some(isDoubtful)
  if (client.api === 'v2' && !asked && !step.progress.refusal) return undefined
  return Math.max(deadAfter(step), nothingSince + waits.goneMs, last ? last.committed_at + waits.resendAfterMs : 0)
}
