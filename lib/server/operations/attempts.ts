import type { OperationCause } from '#lib/schema/operation-cause.ts'
import { sameAddresses } from './compare.ts'
import type { LoadedAttempt, LoadedStep } from './loaded.ts'

/** Nobody knows whether this request was executed. */
export const isDoubtful = (attempt: LoadedAttempt): boolean => attempt.outcome === 'unknown' || attempt.outcome === null

/**
 * A copy of this request may still do what it asks for, of this address, whatever was made of it: nobody knows whether it was executed,
 * or the cloud accepted it and a person gave the address up before it was seen. `address` undefined: of a count.
 */
export const mayStillAct = (attempt: LoadedAttempt, address: { cause?: string | undefined } | undefined): boolean =>
  isDoubtful(attempt) || (attempt.outcome === 'accepted' && givenUp.some((cause) => cause === address?.cause))

/** What a person's decision leaves at what was not seen done. */
export const givenUp = ['closed_by_person', 'not_adopted'] as const satisfies readonly OperationCause[]

/** The attempts since a person last asked for new ones. */
export const thisRound = (step: LoadedStep): LoadedAttempt[] =>
  step.attempts.filter((attempt) => attempt.k > (step.progress.round?.after ?? 0))

/** How many requests of unknown fate one of these addresses has had in this round; of a count (no addresses), all of them. */
export function spent(step: LoadedStep, ips: readonly string[]): number {
  const doubtful = thisRound(step).filter(isDoubtful)
  if (step.count !== undefined) return doubtful.length
  return Math.max(0, ...ips.map((ip) => doubtful.filter((attempt) => attempt.addresses.includes(ip)).length))
}

/**
 * Which token the next request carries. The same names keep theirs for the second request and change it from the third on:
 * a cloud that honours tokens could repeat an old failure for ever. A person who asks for new attempts gets a new one at
 * once, or the cloud would only repeat the answer that did not help. A count keeps its token until then: a copy of it is
 * harmless only under the same one.
 */
export function tokenGroup(step: LoadedStep, addresses: readonly string[]): number {
  if (step.count !== undefined) return step.progress.round?.number ?? 0
  const alike = (attempts: readonly LoadedAttempt[]) =>
    attempts.filter((attempt) => attempt.outcome !== 'not_sent' && sameAddresses(attempt.addresses, addresses)).length
  const now = alike(thisRound(step))
  // More than any group of the rounds before.
  return alike(step.attempts) - now + Math.max(0, now - 1)
}
