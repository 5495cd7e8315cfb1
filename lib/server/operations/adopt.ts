import { formatIpv4, parseIpv4 } from '#lib/ip/ipv4.ts'
import type { Tx } from '#lib/server/db/transact.ts'
import { placesOn } from './held.ts'
import { latelyBefore } from './lately.ts'
import { firstAttempt, isGood, isSettled, type LoadedOperation, type LoadedStep } from './loaded.ts'
import { goneFrom, namedStill } from './missing.ts'
import { notResolvable } from './refusals.ts'
import type { AddressChange } from './settle.ts'
import type { Change } from './write.ts'

/** Whether an address was as asked before the request, and stayed so: what is released or noted was on the ENI by its nature. */
const wasBefore = (step: LoadedStep, ip: string): boolean =>
  (step.kind === 'assign' || step.kind === 'move') &&
  step.attempts.some(({ baseline }) => baseline.includes(ip)) &&
  !goneFrom(step.progress).includes(ip)

/** Seen as asked since it was asked for, not so before, and not settled yet. */
function seenSince(step: LoadedStep): string[] {
  const settled = new Set(step.addresses.filter((address) => isGood(address) || address.outcome === 'failed').map(({ ip }) => ip))
  return Object.keys(step.progress.seen).filter((ip) => !settled.has(ip) && !wasBefore(step, ip))
}

/** Of that, what the latest read shows otherwise again. */
export const undone = (step: LoadedStep): string[] => seenSince(step).filter((ip) => step.progress.undone?.includes(ip) === true)

/**
 * What a person may adopt of this step. A name that was asked for and seen has come, even if it went later. What has no name and went may
 * as well have been somebody else's: it is not claimed.
 */
export function adoptable(step: LoadedStep): string[] {
  const gone = step.count === undefined ? [] : undone(step)
  return seenSince(step).filter((ip) => !gone.includes(ip))
}

/**
 * The chosen addresses become the result, on a person's word: the operation ends as succeeded if that is all that was asked
 * for, else as partial. Throws AppError `not_resolvable` for an address that was not observed, was there before, is of a
 * count and not there any more, or belongs to another operation.
 */
export async function adopting(
  tx: Tx,
  operation: LoadedOperation,
  chosen: readonly string[],
  by: { now: number; placedMs: number },
): Promise<Change> {
  const ips = [...new Set(chosen.map((text) => normal(text)))]
  if (ips.length === 0) throw notResolvable(operation.id, 'nothing_chosen')
  const open = operation.steps.filter((step) => !isSettled(step))
  const refuse = (why: Parameters<typeof notResolvable>[1], wrong: (ip: string) => boolean) => {
    const addresses = ips.filter(wrong)
    if (addresses.length > 0) throw notResolvable(operation.id, why, { addresses })
  }
  refuse('in_baseline', (ip) => open.some((step) => wasBefore(step, ip)))
  refuse('undone', (ip) => open.some((step) => undone(step).includes(ip) && !adoptable(step).includes(ip)))
  refuse('not_observed', (ip) => !open.some((step) => adoptable(step).includes(ip)))
  const first = firstAttempt(open)
  const eniId = placesOn(operation)
  // No worker's clock is at hand here: nobody is thought to have set it.
  const since = first && latelyBefore({ before: (at, ms) => at - ms, waits: by }, first)
  const explained = { gone: open.flatMap((step) => goneFrom(step.progress)), endedSince: by.now - by.placedMs }
  const others = eniId === undefined || !since ? [] : await namedStill(tx, { ...operation, eni_id: eniId }, since, explained)
  refuse('of_another_operation', (ip) => others.includes(ip))

  const changes = open.map((step) => adoptedStep(step, ips))
  return { steps: changes.map(({ step }) => step), addresses: changes.flatMap(({ addresses }) => addresses) }
}

const normal = (text: string): string => {
  const number = parseIpv4(text.trim())
  return number === undefined ? text : formatIpv4(number)
}

function adoptedStep(step: LoadedStep, ips: readonly string[]): { step: NonNullable<Change['steps']>[number]; addresses: AddressChange[] } {
  const mine = adoptable(step).filter((ip) => ips.includes(ip))
  const done: AddressChange[] = mine.map((ip) => ({ n: step.n, ip, outcome: 'done' }))
  const left = step.addresses.filter((address) => !isGood(address) && !mine.includes(address.ip))
  const open = left.filter((address) => address.outcome !== 'failed')
  const complete = step.count === undefined ? left.length === 0 : mine.length >= step.count
  const error = complete ? undefined : open.length > 0 || step.count !== undefined ? { code: 'not_adopted' as const } : step.progress.error
  return {
    step: { n: step.n, state: complete ? 'succeeded' : 'failed', progress: { ...step.progress, evidence: 'person', error } },
    addresses: [...done, ...open.map(({ ip }): AddressChange => ({ n: step.n, ip, outcome: 'failed', cause: 'not_adopted' }))],
  }
}
