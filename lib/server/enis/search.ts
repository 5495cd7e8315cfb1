import 'server-only'
import { parseIpv4 } from '#lib/ip/ipv4.ts'
import { exactTerm } from '#lib/plan/search-term.ts'
import type { AddressPast } from '#lib/schema/address-past.ts'
import type { SearchResult } from '#lib/schema/search.ts'
import type { Inventory } from '#lib/server/inventory/types.ts'

export type SearchDeps = { inventory: Pick<Inventory, 'search'>; journal: { past(ips: readonly number[]): Promise<AddressPast[]> } }

/** Who has what was looked for, and what our operations did with the address. Throws what the journal throws. */
export async function search({ inventory, journal }: SearchDeps, q: string): Promise<SearchResult> {
  const found = await inventory.search(q)
  const term = exactTerm(q)
  // A public address is found at the private one that it is bound to.
  const ips = term?.kind === 'ip' ? [term.ip, ...found.items.flatMap(({ ip }) => parseIpv4(ip ?? '') ?? [])] : []
  return { ...found, past: await journal.past([...new Set(ips)]) }
}
