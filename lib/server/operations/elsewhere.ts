import { toOperationCause } from '#lib/schema/operation-cause.ts'
import { CloudError, type CloudUsedAddress } from '#lib/server/cloud/client.ts'
import { scopeOf, withDeadline, type Turn } from './context.ts'
import { heldNoMore } from './contradicted.ts'
import { lastAttempt, type LoadedStep } from './loaded.ts'
import { causeOnly, settleFailed } from './settle.ts'
import type { Change } from './write.ts'

type Elsewhere = { ip: string; holder?: string }
export type WhereHeld =
  /** Free as far as anything says: may be sent, at most `batchMax` at once. */
  | { kind: 'free'; batchMax: number | undefined }
  | { kind: 'elsewhere'; addresses: Elsewhere[] }
  /** Nothing is decided: look again, in `withinMs` at the latest. */
  | { kind: 'wait'; withinMs?: number }

/**
 * Who holds addresses that the ENI does not show. v3 is asked; where nothing can be asked (v2), the answer to the repeated
 * request tells: "in use" of a single address that stays away from this ENI for a while means that it is somewhere else.
 */
export async function whereHeld(turn: Turn, step: LoadedStep, missing: readonly string[]): Promise<WhereHeld> {
  const { client, operation, options, waits } = turn
  const ask = client.usedAddresses?.bind(client)
  if (ask) {
    try {
      const { data } = await withDeadline(options.clock, waits.readTimeoutMs, (signal) =>
        ask(operation.region, operation.vpc_id, { ips: missing }, signal),
      )
      const used = data.filter(({ ip }) => missing.includes(ip))
      // It is on this ENI after all: the read of the ENI was a stale one.
      if (used.some((address) => address.resourceId === undefined || address.resourceId === operation.eni_id)) return { kind: 'wait' }
      // Nor is what an operation of ours took from there a moment ago.
      if ((await heldNoMore(turn, used)).length > 0) return { kind: 'wait' }
      if (used.length > 0) return { kind: 'elsewhere', addresses: used.map((address) => ({ ip: address.ip, holder: nameOf(address) })) }
      return { kind: 'free', batchMax: undefined }
    } catch (error) {
      if (!(error instanceof CloudError)) throw error
      const cause = toOperationCause(error.reason)
      if (cause !== 'forbidden' && cause !== 'unsupported') return { kind: 'wait' }
    }
  }
  const last = lastAttempt(step)
  if (last === undefined || last.k !== step.progress.inUse) return { kind: 'free', batchMax: step.progress.batchMax }
  const names = last.addresses.filter((ip) => missing.includes(ip))
  // "In use" does not say of which: half of them next, until the one is found.
  if (names.length !== 1) return { kind: 'free', batchMax: Math.max(1, Math.ceil(names.length / 2)) }
  const withinMs = waits.disagreeMs - turn.since(last.ended_at ?? last.committed_at)
  if (withinMs > 0) return { kind: 'wait', withinMs }
  return { kind: 'elsewhere', addresses: names.map((ip) => ({ ip })) }
}

const nameOf = (address: CloudUsedAddress): string | undefined =>
  [address.resourceType, address.resourceId].filter((part) => part !== undefined && part !== '').join(' ') || undefined

/** Held by something else now: failed, though nobody can say whether our request had placed it first. */
export function failElsewhere({ options, operation }: Turn, step: LoadedStep, addresses: readonly Elsewhere[]): Change {
  for (const { ip } of addresses)
    options.onAddressTaken?.(scopeOf(operation), { vpcId: operation.vpc_id, ip, observedAt: options.clock.now() })
  const [first] = addresses
  const params = {
    ips: addresses.map(({ ip }) => ip),
    ...(first?.holder === undefined ? {} : { holders: addresses.flatMap(({ holder }) => holder ?? []) }),
  }
  const settled = settleFailed(
    { ...step, progress: { ...step.progress, inUse: undefined, batchMax: undefined } },
    addresses.map(({ ip }) => ip),
    causeOnly('held_elsewhere', params),
  )
  return { ...settled, findings: [{ code: 'held_elsewhere', params }] }
}
