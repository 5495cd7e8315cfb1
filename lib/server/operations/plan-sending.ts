import type { SendingPlan } from './kind.ts'
import { lastAttempt, type LoadedStep } from './loaded.ts'
import { pendingOf, settleFailed, stepAfter, type AddressChange } from './settle.ts'

/** `taken`: addresses that turned out to be somewhere else. */
type AssignPlan = SendingPlan & { taken: string[] }

/**
 * What a fresh read leaves to send of a planned assign. After an answer "in use", which does not say of which address: what
 * is on this ENI now and was not before is done; a single address that is elsewhere has failed, and is never replaced by
 * another one; of several, half is tried, until the one is found.
 */
export function planSending(step: LoadedStep, present: readonly string[]): AssignPlan {
  if (step.count !== undefined) return { kind: 'send', addresses: [], settled: [], taken: [] }
  const judged = step.progress.inUse === undefined ? undefined : lastAttempt(step)
  if (judged) {
    const came = judged.addresses.filter((ip) => present.includes(ip))
    if (came.length > 0) {
      const addresses: AddressChange[] = came.map((ip) =>
        judged.baseline.includes(ip)
          ? { n: step.n, ip, outcome: 'already_there', cause: 'already_there' }
          : { n: step.n, ip, outcome: 'done' },
      )
      return {
        kind: 'change',
        change: { steps: [stepAfter(step, addresses, { ...step.progress, inUse: undefined, evidence: 'observed' })], addresses },
        taken: [],
      }
    }
    if (judged.addresses.length === 1) {
      const error = {
        code: 'address_in_use' as const,
        cloudCode: judged.cloud_code ?? undefined,
        cloudMessage: judged.cloud_message ?? undefined,
      }
      const progress = { ...step.progress, inUse: undefined, batchMax: undefined }
      return { kind: 'change', change: settleFailed({ ...step, progress }, judged.addresses, error), taken: judged.addresses }
    }
  }
  const pending = pendingOf(step)
  const already = pending.filter((address) => present.includes(address.ip)).map((address) => address.ip)
  const left = pending.filter((address) => !already.includes(address.ip))
  const settled: AddressChange[] = already.map((ip) => ({ n: step.n, ip, outcome: 'already_there', cause: 'already_there' }))
  if (left.length === 0) {
    const progress = { ...step.progress, evidence: step.progress.evidence ?? ('observed' as const) }
    return { kind: 'change', change: { steps: [stepAfter(step, settled, progress)], addresses: settled }, taken: [] }
  }
  const batch = left.slice(0, step.progress.batchMax ?? left.length)
  return { kind: 'send', addresses: batch.map(({ ip, primary }) => ({ ip, primary })), settled, taken: [] }
}
