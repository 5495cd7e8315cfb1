import { isDoubtful, spent, thisRound } from './attempts.ts'
import { restOf, type Rest, type Turn } from './context.ts'
import { leftOtherwise } from './contradicted.ts'
import { failElsewhere } from './elsewhere.ts'
import { isWhole, type Kind, type Read, type Sight } from './kind.ts'
import { kindOf } from './kinds.ts'
import { isGood, lastAttempt, type LoadedAttempt, type LoadedStep } from './loaded.ts'
import { lookAgain } from './look-again.ts'
import { undoneBy } from './looked.ts'
import { forRepeat, type Progress } from './progress.ts'
import { putOut } from './put-out.ts'
import { mayRepeat } from './repeat.ts'
import { cameAmiss, causeOnly, failStep, raise, settleDone, settleFailed } from './settle.ts'
import type { Change } from './write.ts'

/**
 * Named addresses in doubt. All seen as asked since the send (where one read is no proof, in two a little apart): done. All still
 * as before, and nothing in the way: sent again, which is harmless because they are named; whatever copy of a request comes first,
 * the others can at worst do the same. Seen done even once: never sent again.
 */
export async function lookForNames(turn: Turn, step: LoadedStep, attempt: LoadedAttempt, read: Read): Promise<Rest> {
  const { options, waits, operation, since } = turn
  const kind = kindOf(operation)
  const commit = async (change: Change): Promise<Rest> => restOf(await turn.commit(change), options.clock.now())
  // The lock is gone: what the read shows may be the next operation's by now.
  const others = step.progress.lockFreed ? await kind.others(turn, attempt) : []
  const wanted = openNames(step, attempt)
  const sight = kind.see(
    turn,
    read,
    wanted.filter((ip) => !others.includes(ip)),
    step,
  )
  // Reads may be older than what we did there a moment ago: they have to show it for longer.
  const lately = await leftOtherwise(turn, wanted)
  const { progress, isProven, back } = judge(turn, step, attempt, { read, sight, wanted, kind, lately })
  const proven = { ...step, progress }
  const { amiss = [] } = sight
  if (wanted.every(isProven) && amiss.length > 0) return lookAgain(turn, step, progress, cameAmiss(amiss))
  if (wanted.every(isProven)) return commit(withBack(settleDone(proven, wanted, evidenceOf(step, attempt)), back))

  const present = wanted.filter((ip) => progress.seen[ip])
  const missing = wanted.filter((ip) => !progress.seen[ip])
  const error = kind.errors.unseen(read, missing, present)
  const { absentSince, lost } = progress
  if (lost && since(lost.since) - since(read.at) >= waits.disagreeMs)
    return commit(settleFailed(proven, lost.ips, causeOnly('address_not_on_eni', { ips: lost.ips })))
  const last = thisRound(step).findLast((other) => other.addresses.some((ip) => missing.includes(ip)))
  // Accepted: the cloud has it in its hands, however long it takes.
  const absenceCounts = present.every(isProven) && last?.outcome !== 'accepted'
  if (step.state !== 'unknown' || !isWhole(read) || absentSince === undefined || !absenceCounts) {
    // Only the second read of what was seen is missing, or the last of what is nowhere: no need to wait longer than for that.
    const proofMs = kind.provenAfterMs(attempt.api, waits)
    const second = Math.max(0, ...present.map((ip) => proofMs - since(progress.seen[ip]?.first ?? read.at)))
    const nowhere = lost ? waits.disagreeMs - since(lost.since) : 0
    return lookAgain(turn, step, progress, error, Math.min(...[second, nowhere].filter((ms) => ms > 0)))
  }
  const proofMs = Math.max(
    (progress.refusal ? kind.refusalAfterMs(waits) : waits.goneMs) - since(absentSince),
    last && last.outcome !== 'in_use' ? waits.resendAfterMs - since(last.committed_at) : -Infinity,
  )
  if (proofMs + since(read.at) > 0) return lookAgain(turn, step, progress, error, proofMs)

  if (progress.refusal && present.length > 0) return commit(settleDone(proven, present, 'observed'))
  if (progress.refusal) {
    // What is wrong with these addresses need not be wrong with the others of the step; everything else is.
    const refused = progress.refusal
    const names = missing.filter((ip) => attempt.addresses.includes(ip))
    return commit(refused.code.startsWith('address_') ? settleFailed(proven, names, refused) : failStep(proven, refused))
  }
  const held = await kind.mayAgain(turn, proven, missing)
  if (held.kind === 'wait') return lookAgain(turn, step, progress, error, held.withinMs)
  if (held.kind === 'elsewhere') return commit(failElsewhere(turn, proven, held.addresses))

  const batch = missing.slice(0, held.batchMax)
  if (spent(step, batch) >= waits.attemptsMax) return commit(raise(turn, step, progress, error))
  if (!(await mayRepeat(turn, step))) return lookAgain(turn, step, progress, error)
  const flags = new Map(step.addresses.map((address) => [address.ip, address.primary]))
  return putOut(turn, proven, {
    addresses: batch.map((ip) => ({ ip, primary: flags.get(ip) ?? false })),
    baseline: await kind.baseline(turn, read),
    baselineAt: read.at,
    created: read.created,
    settled: present.map((ip) => ({ n: step.n, ip, outcome: 'done' })),
    progress: { ...forRepeat(progress), batchMax: held.batchMax, evidence: present.length > 0 ? 'observed' : progress.evidence },
  })
}

type Looked = { read: Read; sight: Sight; wanted: readonly string[]; kind: Kind; lately: readonly string[] }

/** What this look adds to those before. */
function judge({ since, waits }: Turn, step: LoadedStep, attempt: LoadedAttempt, { read, sight, wanted, kind, lately }: Looked) {
  const seen = { ...step.progress.seen }
  for (const ip of sight.reached) seen[ip] = { first: seen[ip]?.first ?? read.at, last: read.at }
  const proofMs = (ip: string) => Math.max(kind.provenAfterMs(attempt.api, waits), lately.includes(ip) ? waits.presentMs : 0)
  const isLongSeen = (ip: string, { first, last } = seen[ip] ?? { first: 0, last: 0 }) => since(first) - since(last) >= proofMs(ip)
  const stale = sight.unchanged.filter((ip) => lately.includes(ip) && seen[ip] && !isLongSeen(ip))
  for (const ip of [...(sight.never ?? []), ...stale]) delete seen[ip]
  const back = kind.doneOnceSeen ? sight.unchanged.filter((ip) => seen[ip]) : []
  const isProven = (ip: string): boolean => {
    if (seen[ip] === undefined) return false
    return back.includes(ip) || sight.certain?.includes(ip) === true || isLongSeen(ip)
  }
  const missing = wanted.filter((ip) => !seen[ip])
  const stays = missing.length > 0 && missing.every((ip) => !sight.waiting.includes(ip) && !sight.lost.includes(ip))
  const lost = sight.lost.filter((ip) => !seen[ip])
  const progress: Progress = {
    ...step.progress,
    seen,
    undone: undoneBy(step, seen, read, sight),
    absentSince: stays ? (step.progress.absentSince ?? read.at) : undefined,
    lost: lost.length > 0 ? { ips: lost, since: step.progress.lost?.since ?? read.at } : undefined,
  }
  return { progress, isProven, back }
}

/** A note has no task: what the cloud accepted and a read shows is as well proven as can be. */
const evidenceOf = (step: LoadedStep, attempt: LoadedAttempt): 'task' | 'observed' =>
  step.kind === 'note' && attempt.outcome === 'accepted' ? 'task' : 'observed'

const withBack = (change: Change, back: readonly string[]): Change =>
  back.length === 0 ? change : { ...change, findings: [...(change.findings ?? []), { code: 'back_again', params: { ips: back } }] }

/** What is still in doubt: the names of the last request, and such of earlier ones that it did not repeat. */
function openNames(step: LoadedStep, attempt: LoadedAttempt): string[] {
  const doubtful = step.attempts.filter(isDoubtful).flatMap((other) => other.addresses)
  const sent = new Set([...doubtful, ...(attempt === lastAttempt(step) ? attempt.addresses : [])])
  return step.addresses.filter((address) => sent.has(address.ip) && !isGood(address) && address.outcome !== 'failed').map(({ ip }) => ip)
}
