import { lastAttempt, type LoadedStep } from './loaded.ts'
import { settleFailed, stepAfter, type AddressChange } from './settle.ts'
import type { Change } from './write.ts'

/** `seen`: addresses that turned out to be on this ENI; `taken`: somewhere else. */
type Judgement = { change: Change; seen: string[]; taken: string[] }

/**
 * What a fresh read makes of the answer "in use", which does not say of which address: what is on this ENI now and was not before is done;
 * a single address that is elsewhere has failed, and is never replaced by another one. Undefined: nothing is decided yet; of several, half
 * is tried next, until the one is found.
 */
export function judgeInUse(step: LoadedStep, present: readonly string[]): Judgement | undefined {
  const judged = step.progress.inUse === undefined ? undefined : lastAttempt(step)
  if (!judged) return undefined
  const came = judged.addresses.filter((ip) => present.includes(ip))
  if (came.length > 0) {
    const addresses: AddressChange[] = came.map((ip) =>
      judged.baseline.includes(ip)
        ? { n: step.n, ip, outcome: 'already_there', cause: 'already_there' }
        : { n: step.n, ip, outcome: 'done' },
    )
    const progress = { ...step.progress, inUse: undefined, evidence: 'observed' as const }
    return { change: { steps: [stepAfter(step, addresses, progress)], addresses }, seen: came, taken: [] }
  }
  if (judged.addresses.length > 1) return undefined
  const error = {
    code: 'address_in_use' as const,
    cloudCode: judged.cloud_code ?? undefined,
    cloudMessage: judged.cloud_message ?? undefined,
  }
  const progress = { ...step.progress, inUse: undefined, batchMax: undefined }
  return { change: settleFailed({ ...step, progress }, judged.addresses, error), seen: [], taken: judged.addresses }
}
