import type { OperationCause } from '#lib/schema/operation-cause.ts'
import { isDoubtful, mayStillAct } from './attempts.ts'
import { isGood, type LoadedAddress, type LoadedAttempt, type LoadedOperation, type LoadedStep } from './loaded.ts'
import { goneFrom } from './missing.ts'
import { defaultWaits } from './waits.ts'

/** Soon after the end: most late copies come early. */
export const watchFirstMs = 10_000

const hasError = (step: LoadedStep, code: OperationCause): boolean => step.progress.error?.code === code

/**
 * Requests of this step of which a copy may still arrive; also every accepted count: if the network delivers that one twice and the cloud
 * does not know its token again, it places as many once more.
 */
const late = (step: LoadedStep) =>
  step.attempts.filter((attempt) =>
    step.count !== undefined ? isDoubtful(attempt) || attempt.outcome === 'accepted' : mayActOn(step, attempt).length > 0,
  )
const mayActOn = (step: LoadedStep, attempt: LoadedAttempt): LoadedAddress[] =>
  step.addresses.filter((address) => attempt.addresses.includes(address.ip) && mayStillAct(attempt, address))

/** Names that failed though a copy of their request may still act on them, or that only the task's word and reads which may lag call failed. */
const failedNames = (step: LoadedStep): string[] => {
  const named = new Set(step.attempts.flatMap((attempt) => mayActOn(step, attempt)))
  const isInQuestion = (address: LoadedAddress) => named.has(address) || address.cause === 'task_failed'
  return step.addresses.filter((address) => address.outcome === 'failed' && isInQuestion(address)).map(({ ip }) => ip)
}

/** Until when something may be seen of an ended step that nobody expects, epoch milliseconds. */
function openUntil(step: LoadedStep, now: number): number {
  if (step.count === undefined && failedNames(step).length === 0) return 0
  const isTasksWord = hasError(step, 'task_failed') || step.addresses.some(({ cause }) => cause === 'task_failed')
  return Math.max(isTasksWord ? now + defaultWaits.placedMs : 0, ...late(step).map((attempt) => attempt.dead_at))
}

/**
 * Whether an ended operation's ENI is still looked at, until when, and which addresses need no word any more. A count can
 * place anything, so everything new is told; names can only place themselves. Undefined: nothing can come any more.
 */
export function watchOf(operation: LoadedOperation, now: number): { operation_id: string; until: number; known: string } | undefined {
  // A late note is what somebody asked for, and the next one is kept from it.
  if (operation.kind === 'note') return undefined
  const until = Math.max(0, ...operation.steps.map((step) => openUntil(step, now)))
  if (until === 0) return undefined
  const known = operation.steps.flatMap((step) => [
    ...(operation.kind === 'assign'
      ? step.attempts
          .slice(-1)
          .flatMap((attempt) => attempt.baseline)
          .filter((ip) => !goneFrom(step.progress).includes(ip))
      : []),
    ...step.addresses.filter(isGood).map((address) => address.ip),
    // Seen, and failed all the same: that it was a later read's fault must be told.
    ...(step.count !== undefined && hasError(step, 'task_failed')
      ? []
      : Object.keys(step.progress.seen).filter((ip) => !failedNames(step).includes(ip))),
  ])
  return { operation_id: operation.id, until, known: JSON.stringify([...new Set(known)]) }
}

/** Of what should still be on the ENI: what a late copy of a release or a move may have taken away. */
export function departures(operation: LoadedOperation, present: readonly string[], told: readonly string[]): string[] {
  if (operation.kind !== 'release' && operation.kind !== 'move') return []
  return operation.steps.flatMap(failedNames).filter((ip) => !present.includes(ip) && !told.includes(ip))
}

/** Of what is on the ENI now: what a late copy may have placed. `explained`: known, or of other operations. */
export function arrivals(operation: LoadedOperation, present: readonly string[], explained: readonly string[]): string[] {
  if (operation.kind !== 'assign') return []
  const came = present.filter((ip) => !explained.includes(ip))
  const counts = operation.steps.filter((step) => step.count !== undefined)
  if (counts.length > 0) return came.length >= Math.min(...counts.map(leastOf)) ? came : []
  const names = operation.steps.flatMap(failedNames)
  return came.filter((ip) => names.includes(ip))
}

/** How many addresses a late copy places at least. A count that surely went well can only come again as a whole: fewer are somebody else's. */
const leastOf = (step: LoadedStep): number => (step.state === 'succeeded' && !step.attempts.some(isDoubtful) ? (step.count ?? 1) : 1)
