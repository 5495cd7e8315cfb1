import { CloudError, type CloudUsedAddress } from '#lib/server/cloud/client.ts'
import { scopeOf, withDeadline, type Turn } from './context.ts'
import { heldNoMore } from './contradicted.ts'
import { openDoubt } from './derive.ts'
import type { LoadedStep } from './loaded.ts'
import { paceOf, planAgain } from './plan-again.ts'
import { causeOnly, settleFailed } from './settle.ts'
import type { Change } from './write.ts'

/** Who holds addresses, as the cloud said. */
export type HeldAnswer = { data: readonly CloudUsedAddress[]; observedAt: number }

/**
 * Before explicit addresses are sent, an API that can be asked (v3) is asked who holds them. Undefined: nobody could say, which is no
 * reason to wait: then the request itself finds out.
 */
export async function askHeld(turn: Turn, step: LoadedStep, ips: readonly string[]): Promise<HeldAnswer | undefined> {
  const { client, options, operation, waits } = turn
  const ask = client.usedAddresses?.bind(client)
  // After an unknown attempt the resolver asks: its request may have placed the address that somebody else has now.
  if (!ask || ips.length === 0 || openDoubt(step)) return undefined
  try {
    return await withDeadline(options.clock, waits.readTimeoutMs, (signal) => ask(operation.region, operation.vpc_id, { ips }, signal))
  } catch (error) {
    if (error instanceof CloudError) return undefined
    throw error
  }
}

/** What something else holds fails here and by name, and the others need no halving to be told from it. */
export async function failHeld(
  turn: Turn,
  step: LoadedStep,
  ips: readonly string[],
  answer: HeldAnswer | undefined,
): Promise<Change | undefined> {
  const { options, operation } = turn
  // On this ENI after all: the cloud's own answer to the request decides.
  const held = (answer?.data ?? []).filter(
    ({ ip, resourceId }) => ips.includes(ip) && resourceId !== undefined && resourceId !== operation.eni_id,
  )
  if (answer === undefined || held.length === 0) return undefined
  const lagging = await heldNoMore(turn, held)
  if (lagging.length > 0) return planAgain(step, causeOnly('reads_lag', { ips: lagging }), paceOf(turn))
  const { observedAt } = answer
  for (const { ip } of held) options.onAddressTaken?.(scopeOf(operation), { vpcId: operation.vpc_id, ip, observedAt })
  const holders = held.map(({ resourceType, resourceId }) => [resourceType, resourceId].filter(Boolean).join(' '))
  const failed = held.map(({ ip }) => ip)
  return settleFailed(step, failed, causeOnly('address_in_use', { ips: failed, holders }))
}
