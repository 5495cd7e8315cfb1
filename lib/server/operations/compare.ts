import type { CloudEni } from '#lib/server/cloud/client.ts'

/** What one read of an ENI says about named addresses. `ready`: there and, where the API tells a state, available. */
export type Presence = { ready: string[]; waiting: string[]; absent: string[] }

export function presence(eni: CloudEni | undefined, ips: readonly string[]): Presence {
  const found = new Map(eni?.privateIps.map((address) => [address.ip, address.state]))
  const isReady = (ip: string) => found.has(ip) && (found.get(ip) ?? 'available') === 'available'
  return {
    ready: ips.filter(isReady),
    waiting: ips.filter((ip) => found.has(ip) && !isReady(ip)),
    absent: ips.filter((ip) => !found.has(ip)),
  }
}

/**
 * What came to the ENI since the baseline. `added` could be this operation's; `addedByOthers` belongs to other operations
 * of ours. Addresses in the baseline are neither.
 */
export function difference(
  eni: CloudEni | undefined,
  baseline: readonly string[],
  others: readonly string[],
): { added: string[]; addedByOthers: string[] } {
  const came = (eni?.privateIps ?? []).map((address) => address.ip).filter((ip) => !baseline.includes(ip))
  return { added: came.filter((ip) => !others.includes(ip)), addedByOthers: came.filter((ip) => others.includes(ip)) }
}

export const sameAddresses = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((ip) => b.includes(ip))
