/** Who has which address of a VPC, as far as we know. */
import { formatIpv4 } from '#lib/ip/ipv4.ts'
import type { Holder } from '#lib/schema/assign.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import type { Region } from './region.ts'
import type { UsedAddresses } from './types.ts'

const keptMs = 10 * 60_000

/** Addresses that only a refusal taught us: another product has them, and v2 has no call that would tell. */
export function createTaken(clock: Clock) {
  const until = new Map<string, number>()
  const keyOf = (region: Region, vpcId: string) => `${region.scope.account}/${region.scope.region}/${vpcId}/`
  return {
    note: (region: Region, vpcId: string, ip: number): void => {
      for (const [key, at] of until) if (at <= clock.monotonic()) until.delete(key)
      until.set(keyOf(region, vpcId) + ip, clock.monotonic() + keptMs)
    },
    of(region: Region, vpcId: string): Set<number> {
      const prefix = keyOf(region, vpcId)
      const live = [...until].filter(([key, at]) => key.startsWith(prefix) && at > clock.monotonic())
      return new Set(live.map(([key]) => Number(key.slice(prefix.length))))
    },
  }
}

/** `undefined` if the VPC was never read. */
export function usedAddresses(region: Region, vpcId: string, noted: ReadonlySet<number>): UsedAddresses | undefined {
  const snapshot = region.vpc(vpcId).peek()
  if (!snapshot) return undefined
  const { index } = snapshot.data
  const holderOf = (ip: number): Holder | undefined => {
    const eni = index.atIp(ip)?.eni
    if (eni) return { eniId: eni.eniId, eniName: eni.name || undefined, instanceId: eni.instanceId }
    return noted.has(ip) ? { resourceType: 'unknown', resourceId: formatIpv4(ip) } : undefined
  }
  return {
    holderOf,
    *taken() {
      yield* index.ips()
      yield* noted
    },
    complete: region.client.api !== 'v2',
    observedAt: snapshot.observedAt,
  }
}
