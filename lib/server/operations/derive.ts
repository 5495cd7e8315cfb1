import { isDoubtful, mayStillAct } from './attempts.ts'
import { isGood, isSettled, type LoadedOperation, type LoadedStep } from './loaded.ts'
import type { StepError } from './progress.ts'

/** What the steps make of the operation: nothing but this decides its state once a worker has it. */
export type Derived = {
  state: LoadedOperation['state']
  unconfirmed: boolean
  ended: boolean
  evidence: LoadedOperation['evidence']
  error: StepError | null
}

export function derive(operation: LoadedOperation): Derived {
  const { steps } = operation
  const ended = steps.every(isSettled)
  const stuck = steps.find((step) => step.state === 'needs_attention')
  const unconfirmed = !ended && steps.some((step) => step.state === 'unknown' || (step.state === 'needs_attention' && openDoubt(step)))
  const error = (stuck ?? steps.find((step) => step.state === 'failed'))?.progress.error ?? null
  if (!ended) return { state: stuck ? 'needs_attention' : 'running', unconfirmed, ended, evidence: null, error }
  const state = endState(steps)
  return { state, unconfirmed, ended, evidence: state === 'cancelled' ? null : evidenceOf(steps), error }
}

function endState(steps: readonly LoadedStep[]): LoadedOperation['state'] {
  if (steps.every((step) => step.state === 'succeeded')) return 'succeeded'
  if (steps.some((step) => step.state === 'succeeded' || step.addresses.some(isGood))) return 'partial'
  const nothingSent = steps.every((step) => step.attempts.every((attempt) => attempt.outcome === 'not_sent'))
  return nothingSent && steps.every((step) => step.progress.error?.code === 'right_lost') ? 'cancelled' : 'failed'
}

/** The weakest of the steps' proofs. */
function evidenceOf(steps: readonly LoadedStep[]): LoadedOperation['evidence'] {
  const all = steps.map((step) => step.progress.evidence)
  return (['person', 'observed', 'task'] as const).find((evidence) => all.includes(evidence)) ?? null
}

/** An attempt of this step may have been executed, and nothing has settled yet whether it was. */
export function openDoubt(step: LoadedStep): boolean {
  if (isSettled(step)) return false
  return step.attempts.some((attempt) => {
    if (!isDoubtful(attempt)) return false
    if (step.count !== undefined) return true
    return attempt.addresses.some(
      (ip) => !step.addresses.some((address) => address.ip === ip && (isGood(address) || address.outcome === 'failed')),
    )
  })
}

/** Until when a late copy of a request could still act on each address: epoch milliseconds by address. */
export function doubtfulUntil(operation: LoadedOperation): Map<string, number> {
  const until = new Map<string, number>()
  for (const step of operation.steps) {
    for (const attempt of step.attempts) {
      const may = attempt.addresses.filter((ip) =>
        mayStillAct(
          attempt,
          step.addresses.find((address) => address.ip === ip),
        ),
      )
      for (const ip of may) until.set(ip, Math.max(until.get(ip) ?? 0, attempt.dead_at))
    }
  }
  return until
}
