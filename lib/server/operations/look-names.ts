import type { CloudEni } from '#lib/server/cloud/client.ts'
import { isDoubtful, spent, thisRound } from './attempts.ts'
import { presence } from './compare.ts'
import { restOf, type Rest, type Turn } from './context.ts'
import { failElsewhere, whereHeld } from './elsewhere.ts'
import { namedByOthers } from './held.ts'
import { isGood, lastAttempt, type LoadedAttempt, type LoadedStep } from './loaded.ts'
import { lookAgain } from './look-again.ts'
import { forRepeat, type Progress } from './progress.ts'
import { baselineOf, putOut } from './put-out.ts'
import { mayRepeat } from './repeat.ts'
import { causeOnly, failStep, raise, settleDone, settleFailed } from './settle.ts'

type Read = { eni: CloudEni | undefined; at: number }

/**
 * Named addresses in doubt. All seen on the ENI since the send (on v2, which tells no state of an address, in two reads a
 * little apart): done. Nowhere to be seen and free: sent again, which is harmless because they are named; whatever copy of
 * a request comes first, the others can at worst place the same ones. Seen even once: never sent again.
 */
export async function lookForNames(turn: Turn, step: LoadedStep, attempt: LoadedAttempt, read: Read): Promise<Rest> {
  const { options, waits, operation, since } = turn
  const { clock } = options
  // The lock is gone: the same name may be the next operation's by now.
  const others = step.progress.lockFreed ? await namedByOthers(options.db.kysely, operation, attempt.committed_at - waits.placedMs) : []
  const wanted = openNames(step, attempt)
  const looked = presence(
    read.eni,
    wanted.filter((ip) => !others.includes(ip)),
  )
  const seen = { ...step.progress.seen }
  for (const ip of looked.ready) seen[ip] = { first: seen[ip]?.first ?? read.at, last: read.at }
  const isProven = (ip: string) => {
    const times = seen[ip]
    return times !== undefined && (attempt.api === 'v3' || since(times.first) - since(times.last) >= waits.presentMs)
  }
  const missing = wanted.filter((ip) => !seen[ip])
  const nowhere = missing.length > 0 && missing.every((ip) => !looked.waiting.includes(ip))
  const absentSince = nowhere ? (step.progress.absentSince ?? read.at) : undefined
  const progress: Progress = { ...step.progress, seen, absentSince }
  if (wanted.every(isProven)) return restOf(await turn.commit(settleDone({ ...step, progress }, wanted, 'observed')), clock.now())

  const present = wanted.filter((ip) => seen[ip])
  const error = causeOnly(read.eni ? 'not_seen' : 'eni_not_found', { absent: missing, present })
  const last = thisRound(step).findLast((other) => other.addresses.some((ip) => missing.includes(ip)))
  // Accepted: the cloud has it in its hands, however long it takes.
  const absenceCounts = nowhere && present.every(isProven) && last?.outcome !== 'accepted'
  if (step.state !== 'unknown' || !read.eni || absentSince === undefined || !absenceCounts) {
    // Only the second read of what was seen is missing: no need to wait longer than for that.
    const second = Math.max(0, ...present.map((ip) => waits.presentMs - since(seen[ip]?.first ?? read.at)))
    return lookAgain(turn, step, progress, error, second)
  }
  const proofMs = Math.max(
    waits.goneMs - since(absentSince),
    last && last.outcome !== 'in_use' ? waits.resendAfterMs - since(last.committed_at) : -Infinity,
  )
  if (proofMs + since(read.at) > 0) return lookAgain(turn, step, progress, error, proofMs)

  const proven = { ...step, progress }
  if (progress.refusal && present.length > 0) return restOf(await turn.commit(settleDone(proven, present, 'observed')), clock.now())
  if (progress.refusal) {
    // What is wrong with these addresses need not be wrong with the others of the step; everything else is.
    const refused = progress.refusal
    const ofAddresses = refused.code.startsWith('address_')
    const names = missing.filter((ip) => attempt.addresses.includes(ip))
    return restOf(await turn.commit(ofAddresses ? settleFailed(proven, names, refused) : failStep(proven, refused)), clock.now())
  }
  const held = await whereHeld(turn, proven, missing)
  if (held.kind === 'wait') return lookAgain(turn, step, progress, error, held.withinMs)
  if (held.kind === 'elsewhere') return restOf(await turn.commit(failElsewhere(turn, proven, held.addresses)), clock.now())

  const batch = missing.slice(0, held.batchMax)
  if (spent(step, batch) >= waits.attemptsMax) return restOf(await turn.commit(raise(turn, step, progress, error)), clock.now())
  if (!(await mayRepeat(turn, step))) return lookAgain(turn, step, progress, error)
  const flags = new Map(step.addresses.map((address) => [address.ip, address.primary]))
  return putOut(turn, proven, {
    addresses: batch.map((ip) => ({ ip, primary: flags.get(ip) ?? false })),
    baseline: await baselineOf(turn, read.eni),
    baselineAt: read.at,
    settled: present.map((ip) => ({ n: step.n, ip, outcome: 'done' })),
    progress: {
      ...forRepeat(progress),
      batchMax: held.batchMax,
      evidence: present.length > 0 ? 'observed' : progress.evidence,
    },
  })
}

/** What is still in doubt: the names of the last request, and such of earlier ones that it did not repeat. */
function openNames(step: LoadedStep, attempt: LoadedAttempt): string[] {
  const doubtful = step.attempts.filter(isDoubtful).flatMap((other) => other.addresses)
  const sent = new Set([...doubtful, ...(attempt === lastAttempt(step) ? attempt.addresses : [])])
  return step.addresses.filter((address) => sent.has(address.ip) && !isGood(address) && address.outcome !== 'failed').map(({ ip }) => ip)
}
