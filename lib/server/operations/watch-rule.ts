import { isDoubtful } from './attempts.ts'
import { isGood, type LoadedOperation, type LoadedStep } from './loaded.ts'

/** Soon after the end: most late copies come early. */
export const watchFirstMs = 10_000

/** Requests of this step of which a copy may still arrive: of unknown fate, or accepted and closed by a person. */
const late = (step: LoadedStep) => {
  const closed = step.progress.error?.code === 'closed_by_person'
  return step.attempts.filter((attempt) => isDoubtful(attempt) || (closed && attempt.outcome === 'accepted'))
}

/** Names that failed though a copy of their request may still place them. */
const failedNames = (step: LoadedStep): string[] => {
  const named = new Set(late(step).flatMap((attempt) => attempt.addresses))
  return step.addresses.filter((address) => address.outcome === 'failed' && named.has(address.ip)).map(({ ip }) => ip)
}

/**
 * Whether an ended operation's ENI is still looked at, until when, and which addresses need no word any more. A count can
 * place anything, so everything new is told; names can only place themselves. Undefined: nothing can arrive.
 */
export function watchOf(operation: LoadedOperation, now: number): { operation_id: string; until: number; known: string } | undefined {
  // A late note is what somebody asked for, and the next one is kept from it.
  if (operation.kind === 'note') return undefined
  const open = operation.steps.filter((step) => late(step).length > 0 && (step.count !== undefined || failedNames(step).length > 0))
  const until = Math.max(0, ...open.flatMap((step) => late(step).map((attempt) => attempt.dead_at)))
  if (until <= now) return undefined
  const known = operation.steps.flatMap((step) => [
    ...(operation.kind === 'assign' ? step.attempts.slice(-1).flatMap((attempt) => attempt.baseline) : []),
    ...step.addresses.filter(isGood).map((address) => address.ip),
    ...Object.keys(step.progress.seen),
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
  if (operation.steps.some((step) => step.count !== undefined)) return came
  const names = operation.steps.flatMap(failedNames)
  return came.filter((ip) => names.includes(ip))
}
