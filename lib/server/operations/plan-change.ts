import type { OperationCause } from '#lib/schema/operation-cause.ts'
import type { CloudPrivateIp } from '#lib/server/cloud/client.ts'
import type { Turn } from './context.ts'
import { contradicted } from './contradicted.ts'
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

/**
 * What a fresh read leaves to send. `reached` is as asked and `away` has left the ENI, both without us. Whoever asked saw it otherwise,
 * and a read may be older than what they saw: it is believed once it cannot be (`placedMs` after the asking), and where none of our own
 * operations left it otherwise a moment ago. What needs no such belief is sent before. `isDone`: `away` is what was asked for.
 */
export async function planChange(
  turn: Turn,
  step: LoadedStep,
  read: Whole,
  sight: Omit<Sight, 'lost'> & { away: string[] },
  rule: { isDone: boolean; checksAddress: boolean },
): Promise<SendingPlan> {
  const { operation, waits } = turn
  const wait = (error: StepError, withinMs?: number): SendingPlan => ({
    kind: 'change',
    change: planAgain(step, error, paceOf(turn), withinMs),
  })
  if (sight.waiting.length > 0) return wait(causeOnly('eni_busy'))
  const withoutUs = [...sight.reached, ...sight.away]
  const lagging = withoutUs.length > 0 ? await contradicted(turn, read, withoutUs) : []
  if (lagging.length > 0) return wait(causeOnly('reads_lag', { ips: lagging }))
  const askedMs = turn.since(operation.created_at)
  const isSure = askedMs - turn.since(read.at) >= waits.placedMs
  if (!isSure && withoutUs.length > 0 && sight.unchanged.length === 0)
    return wait(causeOnly('changed_meanwhile', { ips: withoutUs }), Math.max(1, waits.placedMs - askedMs))
  const gone = rule.isDone ? { outcome: 'already_there', cause: 'already_gone' } : { outcome: 'failed', cause: 'address_not_on_eni' }
  const settled: AddressChange[] = []
  if (isSure) {
    settled.push(...sight.reached.map((ip) => ({ n: step.n, ip, outcome: 'already_there', cause: 'already_there' }) as const))
    settled.push(...sight.away.map((ip) => ({ n: step.n, ip, ...gone }) as AddressChange))
  }
  const left: string[] = []
  for (const ip of sight.unchanged) {
    const address = read.eni.privateIps.find((one) => one.ip === ip)
    const cause = address && rule.checksAddress ? refusalOf(address, operation.asked.eipsTold) : undefined
    if (cause === undefined) left.push(ip)
    else settled.push({ n: step.n, ip, outcome: 'failed', cause })
  }
  const failed = settled.find(({ outcome }) => outcome === 'failed')
  const error = failed?.cause === undefined ? step.progress.error : causeOnly(failed.cause, { ips: [failed.ip] })
  if (left.length > 0) {
    const flags = new Map(step.addresses.map(({ ip, primary }) => [ip, primary]))
    const batch = left.slice(0, step.progress.batchMax ?? left.length)
    return { kind: 'send', addresses: batch.map((ip) => ({ ip, primary: flags.get(ip) ?? false })), settled, error }
  }
  const progress = { ...step.progress, error, evidence: step.progress.evidence ?? ('observed' as const) }
  return { kind: 'change', change: { steps: [stepAfter(step, settled, progress)], addresses: settled } }
}

export const pendingIps = (step: LoadedStep): string[] => pendingOf(step).map(({ ip }) => ip)
