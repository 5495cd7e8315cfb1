import { toOperationCause } from '#lib/schema/operation-cause.ts'
import type { WriteOutcome } from '#lib/server/cloud/client.ts'
import { openDoubt } from './derive.ts'
import { lastAttempt, type LoadedAttempt, type LoadedStep } from './loaded.ts'
import { planAgain, type Pace } from './plan-again.ts'
import { failStep, pendingOf, settleFailed, type AddressChange } from './settle.ts'
import type { StepError } from './progress.ts'
import type { Change } from './write.ts'

/**
 * What follows from the answer to a step's last attempt (docs/operations.md, step 6): one change, committed before anything
 * else happens. Everything that is not surely "not executed" or "accepted" is unknown.
 */
export function afterOutcome(step: LoadedStep, given: WriteOutcome, pace: Pace): Change {
  const attempt = lastAttempt(step)
  if (!attempt) return {}
  const outcome = trusted(step, attempt, given)
  const written: Change['attempt'] = {
    n: step.n,
    k: attempt.k,
    ended_at: pace.now,
    outcome: outcome.kind,
    cause: outcome.kind === 'accepted' ? null : toOperationCause(outcome.cause),
    request_id: outcome.requestId ?? null,
    http_status: outcome.httpStatus ?? null,
    cloud_code: outcome.cloudCode ?? null,
    cloud_message: outcome.cloudMessage ?? null,
    task_id: outcome.kind === 'accepted' ? (outcome.taskId ?? null) : null,
    replied: outcome.kind === 'accepted' && outcome.addresses ? JSON.stringify(outcome.addresses) : null,
  }
  return { attempt: written, ...consequence(step, attempt, outcome, pace) }
}

/** A reply that names addresses which were not asked for is somebody else's reply; so is one that finds fault with an address where none was named. */
function trusted(step: LoadedStep, attempt: LoadedAttempt, outcome: WriteOutcome): WriteOutcome {
  const isOfNames = outcome.kind === 'in_use' || (outcome.kind === 'refused' && outcome.cause.startsWith('address_'))
  if (step.count !== undefined && isOfNames) return mismatched(outcome)
  if (outcome.kind !== 'accepted' || !outcome.addresses || attempt.addresses.length === 0) return outcome
  return outcome.addresses.every((ip) => attempt.addresses.includes(ip)) ? outcome : mismatched(outcome)
}

/** Somebody else's answer: what it says is not of this request. */
export function mismatched({ requestId, httpStatus, cloudCode, cloudMessage }: WriteOutcome): WriteOutcome {
  return { requestId, httpStatus, cloudCode, cloudMessage, kind: 'unknown', cause: 'reply_mismatch' }
}

function consequence(step: LoadedStep, attempt: LoadedAttempt, outcome: WriteOutcome, pace: Pace): Change {
  const { n } = step
  const { now } = pace
  const progress = { ...step.progress, waitingSince: undefined, waits: 0 }
  switch (outcome.kind) {
    case 'accepted':
      return { steps: [{ n, state: 'accepted', taskId: outcome.taskId ?? null, progress: { ...progress, acceptedAt: now } }] }
    case 'unknown': {
      const addresses: AddressChange[] = attempt.addresses.map((ip) => ({ n, ip, outcome: 'unknown' }))
      return {
        steps: [{ n, state: 'unknown', progress: { ...progress, unknownSince: step.progress.unknownSince ?? attempt.committed_at } }],
        addresses,
      }
    }
    case 'not_sent':
    case 'refused':
    case 'busy':
    case 'in_use':
  }
  // An earlier request of this step may still have been executed: no refusal ends it before a read.
  const before = { ...step, attempts: step.attempts.filter((other) => other.k !== attempt.k) }
  const error: StepError = { code: toOperationCause(outcome.cause), cloudCode: outcome.cloudCode, cloudMessage: outcome.cloudMessage }
  if (openDoubt(before)) {
    const learned = {
      inUse: outcome.kind === 'in_use' ? attempt.k : undefined,
      refusal: outcome.kind === 'refused' && !outcome.retry ? error : undefined,
    }
    return { steps: [{ n, state: 'unknown', progress: { ...step.progress, ...learned, unknownSince: step.progress.unknownSince ?? now } }] }
  }
  if (outcome.kind === 'in_use' && step.count === undefined) {
    const size = attempt.addresses.length
    return {
      steps: [{ n, state: 'planned', progress: { ...progress, inUse: attempt.k, batchMax: size > 1 ? Math.ceil(size / 2) : undefined } }],
    }
  }
  // What cannot be put into a request now never can.
  if (outcome.kind === 'not_sent' && error.code === 'invalid_parameter') return failStep(step, error)
  if (outcome.kind === 'not_sent' || outcome.kind === 'busy' || (outcome.kind === 'refused' && outcome.retry))
    return planAgain(step, error, pace)
  const ofAddress = error.code.startsWith('address_')
  // The refusal does not say of which address: a fresh read may, and half of them next.
  if (ofAddress && attempt.addresses.length > 1)
    return { steps: [{ n, state: 'planned', progress: { ...progress, error, batchMax: Math.ceil(attempt.addresses.length / 2) } }] }
  // What is wrong with this address need not be wrong with the others of the step; everything else is.
  const found = { ...step, progress: { ...step.progress, batchMax: undefined } }
  // Nor is it that of those which only wait for a read to be believed.
  const areOthersOtherwise = pendingOf(step).some(({ ip }) => step.progress.otherwise?.includes(ip) && !attempt.addresses.includes(ip))
  return ofAddress || areOthersOtherwise ? settleFailed(found, attempt.addresses, error) : failStep(step, error)
}
