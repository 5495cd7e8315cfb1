import 'server-only'
import { judgeAddresses, roomFor, type KnownForAssign, type Room } from '#lib/plan/judge-assign.ts'
import type { AssignBody, Verdict } from '#lib/schema/assign.ts'
import { formatIpv4 } from '#lib/ip/ipv4.ts'
import type { Deadline, FoundEni, Inventory, UsedAddresses } from '#lib/server/inventory/types.ts'
import type { Held } from '#lib/server/operations/held.ts'
import type { Journal } from '#lib/server/operations/journal.ts'

/** Tells what our own operations keep in a VPC. */
export type HeldBy = Pick<Journal, 'held'>

/** Everything that decides about an assign on one ENI, as it is known at one moment. */
export type Known = { found: FoundEni; used: UsedAddresses; held: Held; room: Room; judge: (ips: readonly string[]) => Verdict[] }

/** Who has an address and what keeps it, as the rules ask for it. */
export const holding = (used: UsedAddresses, held: Held): Pick<KnownForAssign, 'holderOf' | 'heldBy'> => ({
  holderOf: (ip) => used.holderOf(ip) ?? (used.complete || used.wasAsked?.(ip) ? 'free' : 'unchecked'),
  heldBy: (ip) => {
    const claim = held.claims.get(formatIpv4(ip))
    return claim && { operationId: claim.operationId, until: claim.until === undefined ? undefined : Date.parse(claim.until) }
  },
})

/** Gathers what is known about an ENI, its subnet and its VPC. Throws what the inventory throws. */
export const gather = async (
  inventory: Pick<Inventory, 'usedAddresses'>,
  journal: HeldBy,
  found: FoundEni,
  /** Addresses that the cloud is asked about, where it can be. */
  ask: readonly string[] = [],
  options: Deadline = {},
): Promise<Known> => {
  const { eni, subnet } = found
  const scope = { account: eni.account, region: eni.region }
  const question = ask.length > 0 ? { ips: ask, form: eni.eniId } : undefined
  const [used, held] = await Promise.all([inventory.usedAddresses(scope, eni.vpcId, question, options), journal.held(scope, eni.vpcId)])
  const known: KnownForAssign = {
    cidr: subnet?.cidr,
    onThisEni: eni.privateIps.map((address) => address.ip),
    quotaLimit: eni.quota.limit,
    ...holding(used, held),
  }
  return {
    found,
    used,
    held,
    room: roomFor({ used: eni.quota.used, quotaLimit: eni.quota.limit, subnetFree: subnet?.free }),
    judge: (ips) => judgeAddresses(ips, known),
  }
}

/** The addresses a body names; none for a count. */
export const addressesOf = (body: AssignBody): string[] => (body.mode === 'explicit' ? body.addresses.map((address) => address.ip) : [])
