import type { OperationCause } from '#lib/schema/operation-cause.ts'
import type { CloudPrivateIp } from '#lib/server/cloud/client.ts'
import type { Turn } from './context.ts'
import { believedInMs, contradicted } from './contradicted.ts'
import type { SendingPlan, Sight, Whole } from './kind.ts'
import type { LoadedStep } from './loaded.ts'
import { paceOf, planAgain } from './plan-again.ts'
import type { StepError } from './progress.ts'
import { causeOnly, pendingOf, stepAfter, type AddressChange } from './settle.ts'

/** What the person who asked could not know, because it has changed since: never sent. */
const refusalOf = (address: CloudPrivateIp, told: readonly string[]): OperationCause | undefined => {
  if (address.isPrimary) return 'address_is_primary'
  const eip = address.eipId ?? address.publicIp
  const isTold = eip === undefined || [address.eipId, address.publicIp].some((name) => name !== undefined && told.includes(name))
  return isTold ? undefined : 'eip_bound'
}

/** `reached` is as asked and `away` has left the ENI, both without us; `amiss` is there, but as a secondary address. */
type Found = Omit<Sight, 'lost' | 'amiss'> & { away: string[]; amiss?: string[] }
type Rule = {
  /** `away` is what was asked for. */
  isDone: boolean
  checksAddress: boolean
  /** What a read showed otherwise and the next one as before may be asked for all the same: it takes nothing from anybody. */
  mayComeBack: boolean
}

/**
 * What a fresh read leaves to send. Whoever asked saw the addresses as they were then, and a read may be older than that: that one is
 * otherwise without us, or must not be sent, is believed once the read cannot be so old (`placedMs` after the asking), and where none of
 * our own operations left it otherwise a moment ago. The others are sent before. What was seen gone and is there again may be somebody
 * else's by now: it is not touched.
 */
export async function planChange(turn: Turn, step: LoadedStep, read: Whole, sight: Found, rule: Rule): Promise<SendingPlan> {
  const { operation } = turn
  const { away, reached, amiss = [] } = sight
  if (sight.waiting.length > 0) return { kind: 'change', change: planAgain(step, causeOnly('eni_busy'), paceOf(turn)) }
  const withoutUs = [...reached, ...away, ...amiss]
  const lagging = withoutUs.length > 0 ? await contradicted(turn, read, withoutUs) : []
  const waitMs = believedInMs(turn, read)
  const isSure = waitMs <= 0
  const isKnown = (ip: string) => isSure && !lagging.includes(ip)
  const before = step.progress.otherwise ?? []
  const otherwise = [...new Set([...before, ...withoutUs.filter((ip) => !lagging.includes(ip))])]

  const gone = rule.isDone ? { outcome: 'already_there', cause: 'already_gone' } : { outcome: 'failed', cause: 'address_not_on_eni' }
  const settled: AddressChange[] = [
    ...reached.filter(isKnown).map((ip) => ({ n: step.n, ip, outcome: 'already_there', cause: 'already_there' }) as const),
    ...away.filter(isKnown).map((ip) => ({ n: step.n, ip, ...gone }) as AddressChange),
    ...amiss.filter(isKnown).map((ip) => ({ n: step.n, ip, outcome: 'failed', cause: 'came_as_secondary' }) as const),
  ]
  const unsure = withoutUs.filter((ip) => !isKnown(ip))
  const left: string[] = []
  for (const ip of sight.unchanged) {
    const address = read.eni.privateIps.find((one) => one.ip === ip)
    const refusal = address && rule.checksAddress ? refusalOf(address, operation.asked.eipsTold) : undefined
    const isBack = before.includes(ip) && !rule.mayComeBack
    if (isBack) settled.push({ n: step.n, ip, outcome: 'failed', cause: 'changed_meanwhile' })
    else if (refusal === undefined) left.push(ip)
    // An EIP comes and goes; a primary is one for ever.
    else if (isSure || refusal === 'address_is_primary') settled.push({ n: step.n, ip, outcome: 'failed', cause: refusal })
    else unsure.push(ip)
  }
  const failed = settled.find(({ outcome }) => outcome === 'failed')
  const error = failed?.cause === undefined ? step.progress.error : causeOnly(failed.cause, { ips: [failed.ip] })
  if (left.length > 0) {
    const flags = new Map(step.addresses.map(({ ip, primary }) => [ip, primary]))
    const batch = left.slice(0, step.progress.batchMax ?? left.length)
    return { kind: 'send', addresses: batch.map((ip) => ({ ip, primary: flags.get(ip) ?? false })), settled, error, otherwise }
  }
  const progress = { ...step.progress, otherwise, error, evidence: step.progress.evidence ?? ('observed' as const) }
  if (unsure.length === 0) return { kind: 'change', change: { steps: [stepAfter(step, settled, progress)], addresses: settled } }
  const outcomes = new Map(settled.map((change) => [change.ip, change]))
  const known = {
    ...step,
    progress: { ...progress, evidence: step.progress.evidence },
    addresses: step.addresses.map((one) => ({ ...one, ...outcomes.get(one.ip) })),
  }
  const [why, withinMs]: [StepError, number] =
    lagging.length > 0 ? [causeOnly('reads_lag', { ips: lagging }), Infinity] : [causeOnly('changed_meanwhile', { ips: unsure }), waitMs]
  const change = planAgain(known, why, paceOf(turn), withinMs)
  return { kind: 'change', change: { ...change, addresses: [...settled, ...(change.addresses ?? [])] } }
}

export const pendingIps = (step: LoadedStep): string[] => pendingOf(step).map(({ ip }) => ip)
