import { isDoubtful, spent, thisRound } from './attempts.ts'
import { beforeCount } from './before-count.ts'
import { difference, presence, sameAddresses } from './compare.ts'
import { restOf, type Rest, type Turn } from './context.ts'
import { contradicted } from './contradicted.ts'
import { copyMayArriveMs } from './late-copy.ts'
import { isWhole, type Read } from './kind.ts'
import { assignKind } from './kind-assign.ts'
import type { LoadedAttempt, LoadedStep } from './loaded.ts'
import { lately, latelyBefore } from './lately.ts'
import { lookAgain } from './look-again.ts'
import { undoneBy } from './looked.ts'
import { goneFrom, namedStill, noteMissing, notMissing, returned } from './missing.ts'
import { forRepeat, type Progress } from './progress.ts'
import { putOut } from './put-out.ts'
import { mayRepeat } from './repeat.ts'
import { causeOnly, failStep, raise, settleDone } from './settle.ts'

/**
 * A count in doubt. The same N new addresses, no more and no less, in two reads 30 s apart: done. Nothing new in any read,
 * and no copy can arrive any more: v3 takes the same request under the same token again; v2, which knows no token, is never
 * asked again by itself. Anything else is a person's to judge, with the exact difference.
 */
export async function lookForCount(turn: Turn, unknown: LoadedStep, attempt: LoadedAttempt, count: number, read: Read): Promise<Rest> {
  const { options, waits, since } = turn
  const { clock } = options
  const commit = async (change: Parameters<Turn['commit']>[0]): Promise<Rest> => restOf(await turn.commit(change), clock.now())
  const step = noteMissing(turn, unknown, attempt, read)
  const { back, unsure } = returned(turn, step, read)
  const explained = { gone: goneFrom(step.progress), endedSince: lately(turn).ended }
  const others = await namedStill(options.db.kysely, turn.operation, latelyBefore(turn, attempt), explained)
  const came = difference(
    read.eni,
    attempt.baseline.filter((ip) => !back.includes(ip)),
    others,
  )
  const before = step.progress.same
  const same = before && sameAddresses(before.ips, came.added) ? before : { ips: came.added, since: read.at }
  const proofMs = waits.presentMs - since(same.since)
  const isProven = proofMs + since(read.at) <= 0
  // What an operation of ours took from here a moment ago may only be in a read that lags behind: seen once is no sign of it then.
  const lagging = isProven ? [] : await contradicted(turn, read, came.added)
  const seen = { ...step.progress.seen }
  for (const ip of came.added) if (!lagging.includes(ip)) seen[ip] = { first: seen[ip]?.first ?? read.at, last: read.at }
  const undone = undoneBy(step, seen, read, { unchanged: [], lost: [] })
  const progress: Progress = { ...step.progress, seen, same, undone }
  const error = causeOnly('difference', { expected: count, ...came })
  const proven = { ...step, progress }

  const exact = came.added.length === count && presence(read.eni, came.added).ready.length === count
  if (unsure.length > 0) return lookAgain(turn, step, progress, error)
  if (exact && isOurs(turn, progress, came.added)) {
    if (isProven) return commit(settleDone(proven, came.added, 'observed'))
    return lookAgain(turn, step, progress, error, proofMs)
  }
  const seenAny = Object.keys(seen).length > 0
  if (seenAny && came.added.length !== count && isProven) return commit(raise(turn, step, progress, error))
  const again = seenAny ? undefined : repeatInMs(turn, step, same.since)
  if (!isWhole(read) || step.state !== 'unknown' || again === undefined) return lookAgain(turn, step, progress, error)
  if (again + since(read.at) > 0) return lookAgain(turn, step, progress, error, again)
  if (progress.refusal) return commit(failStep(proven, progress.refusal))
  const inTheWay = await beforeCount(turn, { progress }, read)
  if (inTheWay) return lookAgain(turn, step, inTheWay.progress, error)
  if (spent(step, []) >= waits.attemptsMax || !(await mayRepeat(turn, step))) return lookAgain(turn, step, progress, error)
  const baseline = await assignKind.baseline(turn, read)
  return putOut(turn, proven, {
    addresses: [],
    baseline,
    baselineAt: read.at,
    settled: [],
    progress: { ...forRepeat(progress), missing: notMissing(progress, baseline) },
  })
}

/** What is first seen after the lock was freed may be what the next operation on the ENI asked for. */
const isOurs = ({ since }: Turn, progress: Progress, ips: readonly string[]): boolean =>
  !progress.lockFreed ||
  ips.every((ip) => {
    const first = progress.seen[ip]?.first
    return first !== undefined && progress.lockFreedAt !== undefined && since(first) >= since(progress.lockFreedAt)
  })

/** In how many milliseconds the request may be put out again if nothing new is seen until then; undefined: never by itself. */
function repeatInMs(turn: Turn, step: LoadedStep, nothingSince: number): number | undefined {
  const { client, waits, since } = turn
  const round = thisRound(step)
  const last = round.at(-1)
  // Accepted: the cloud has it in its hands, however long it takes.
  if (last?.outcome === 'accepted') return undefined
  const asked = step.progress.round !== undefined && !round.some(isDoubtful)
  if (client.api === 'v2' && !asked && !step.progress.refusal) return undefined
  return Math.max(
    copyMayArriveMs(turn, step.attempts.filter(isDoubtful)),
    waits.goneMs - since(nothingSince),
    last ? waits.resendAfterMs - since(last.committed_at) : -Infinity,
  )
}
