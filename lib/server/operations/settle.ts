import type { OperationCause } from '#lib/schema/operation-cause.ts'
import type { CloudClient } from '#lib/server/cloud/client.ts'
import type { Turn } from './context.ts'
import { copyMayArriveMs } from './late-copy.ts'
import { isGood, type LoadedAddress, type LoadedStep } from './loaded.ts'
import { forNextAttempt, type Progress, type StepError } from './progress.ts'
import type { Change } from './write.ts'

export type AddressChange = NonNullable<Change['addresses']>[number]
type StepChange = NonNullable<Change['steps']>[number]

/** The step as it is with these outcomes: unknown or planned if addresses are still in doubt or to be sent, else settled. */
export function stepAfter(step: LoadedStep, changes: readonly AddressChange[], progress: Progress): StepChange {
  const outcomes = new Map<string, { outcome: LoadedAddress['outcome']; cause?: string }>(
    step.addresses.map((address) => [address.ip, address]),
  )
  for (const change of changes) outcomes.set(change.ip, change)
  const all = [...outcomes.values()]
  if (all.some((address) => address.outcome === 'unknown'))
    return { n: step.n, state: 'unknown', taskId: null, progress: { ...progress, task: undefined, acceptedAt: undefined, looks: 0 } }
  if (all.some((address) => address.outcome === 'pending'))
    return { n: step.n, state: 'planned', taskId: null, progress: forNextAttempt(progress) }
  return { n: step.n, state: all.length > 0 && all.every(isGood) ? 'succeeded' : 'failed', progress }
}

/** The step's present request did what it was to do: `ips` are on the ENI. */
export function settleDone(step: LoadedStep, ips: readonly string[], evidence: 'task' | 'observed'): Change {
  const addresses: AddressChange[] = ips.map((ip) => ({ n: step.n, ip, outcome: 'done' }))
  // Once anything of the step was only observed, that is how well the step is proven; an error shown while it was unsettled is over.
  const error = step.addresses.some((address) => address.outcome === 'failed') ? step.progress.error : undefined
  const progress = { ...step.progress, error, evidence: step.progress.evidence === 'observed' ? ('observed' as const) : evidence }
  return { steps: [stepAfter(step, addresses, progress)], addresses }
}

/** These addresses surely did not come; what the step still has to send, it sends. */
export function settleFailed(step: LoadedStep, ips: readonly string[], error: StepError): Change {
  const addresses: AddressChange[] = ips.map((ip) => ({ n: step.n, ip, outcome: 'failed', cause: error.code }))
  const progress = { ...step.progress, error }
  if (step.count !== undefined) return { steps: [{ n: step.n, state: 'failed', progress }] }
  return { steps: [stepAfter(step, addresses, progress)], addresses }
}

/** The step ends here: nothing of what is left of it will be sent. */
export function failStep(step: LoadedStep, error: StepError): Change {
  const left = step.addresses.filter((address) => !isGood(address) && address.outcome !== 'failed')
  return {
    steps: [{ n: step.n, state: 'failed', progress: { ...step.progress, error } }],
    addresses: left.map((address) => ({ n: step.n, ip: address.ip, outcome: 'failed', cause: error.code })),
  }
}

/**
 * A person is asked, and the looking goes on. From the time that no late copy of a request can arrive any more, the
 * operation does not keep the ENI from others, settled or not.
 */
export function raise(
  turn: Omit<Turn, 'client'> & { client?: CloudClient },
  step: LoadedStep,
  progress: Progress,
  error: StepError,
): Change {
  const { options, waits } = turn
  const now = options.clock.now()
  const freeLock = !progress.lockFreed && copyMayArriveMs(turn, step.attempts) <= 0
  // Once for each reason: what differs from look to look stands in the step's error, and would fill the journal in a day.
  const isNew = step.state !== 'needs_attention' || step.progress.error?.code !== error.code
  const findings: Change['findings'] = isNew ? [{ code: error.code, params: error.params }] : []
  if (freeLock) findings.push({ code: 'lock_freed' })
  const freed = freeLock ? { lockFreed: true, lockFreedAt: now } : {}
  return {
    steps: [{ n: step.n, state: 'needs_attention', progress: { ...progress, error, ...freed }, nextAt: now + waits.attentionEveryMs }],
    findings,
    freeLock,
  }
}

export const pendingOf = (step: LoadedStep): LoadedAddress[] => step.addresses.filter((address) => address.outcome === 'pending')
export const cameAmiss = (ips: readonly string[]): StepError => causeOnly('came_as_secondary', { ips })
export const causeOnly = (code: OperationCause, params?: Record<string, unknown>): StepError => ({ code, ...(params ? { params } : {}) })
