import 'server-only'
import { parseIpv4 } from '#lib/ip/ipv4.ts'
import { judgeAddresses } from '#lib/plan/judge-assign.ts'
import { exactTerm } from '#lib/plan/search-term.ts'
import type { AddressPast } from '#lib/schema/address-past.ts'
import type { SearchedSubnet, SearchResult } from '#lib/schema/search.ts'
import type { Found, Inventory } from '#lib/server/inventory/types.ts'
import { holding, type HeldBy } from './known.ts'

export type SearchDeps = {
  inventory: Pick<Inventory, 'search' | 'usedAddresses'>
  journal: HeldBy & { past(ips: readonly number[]): Promise<AddressPast[]> }
}

/** Each is a call where the cloud can be asked (v3). Of the same address in more VPCs than these the others are not asked about. */
const askedMax = 5

/** Who has what was looked for, what our operations did with the address, and where it lies if nobody has it. Throws what the journal throws. */
export async function search(deps: SearchDeps, q: string): Promise<SearchResult> {
  const found = await deps.inventory.search(q)
  const term = exactTerm(q)
  if (term?.kind !== 'ip') return { ...found, subnets: [], past: [] }
  // A public address is found at the private one that it is bound to.
  const ips = [term.ip, ...found.items.flatMap(({ ip }) => parseIpv4(ip ?? '') ?? [])]
  const [past, subnets] = await Promise.all([
    deps.journal.past([...new Set(ips)]),
    Promise.all(found.subnets.map((subnet, n) => judged(deps, subnet, term.value, n < askedMax))),
  ])
  return { ...found, subnets, past }
}

type Lies = Found['subnets'][number]

/** The same verdict as before an assign, but for what is of the ENI. */
async function judged(
  { inventory, journal }: SearchDeps,
  { isRead, ...subnet }: Lies,
  ip: string,
  isAsked: boolean,
): Promise<SearchedSubnet> {
  if (!isRead) return subnet
  const { account, region, vpcId, cidr } = subnet
  const scope = { account, region }
  const [used, held] = await Promise.all([
    // Nobody who looks for another address has to wait for this one.
    inventory.usedAddresses(scope, vpcId, isAsked ? { ips: [ip], form: `search ${ip}` } : undefined),
    journal.held(scope, vpcId),
  ])
  const [verdict] = judgeAddresses([ip], { cidr, onThisEni: [], quotaLimit: undefined, ...holding(used, held) })
  return { ...subnet, verdict }
}
