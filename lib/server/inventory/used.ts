/** Who has which address of a VPC, as far as we know. */
import { formatIpv4, parseIpv4 } from '#lib/ip/ipv4.ts'
import type { Holder } from '#lib/schema/assign.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import type { AskedAnswer } from './asked.ts'
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

type Known = { noted: ReadonlySet<number>; asked: ReadonlyMap<number, AskedAnswer>; question?: readonly string[] }

/** `undefined` if the VPC was never read. */
export function usedAddresses(region: Region, vpcId: string, { noted, asked, question }: Known): UsedAddresses | undefined {
  const snapshot = region.vpc(vpcId).peek()
  if (!snapshot) return undefined
  const { index } = snapshot.data
  const ofEni = (eniId: string): Holder => {
    const eni = index.get(eniId)?.eni
    return { eniId, eniName: eni?.name || undefined, instanceId: eni?.instanceId }
  }
  const holderOf = (ip: number): Holder | undefined => {
    const eni = index.atIp(ip)?.eni
    const answer = asked.get(ip)
    const seenAt = eni && (region.find(eni.eniId)?.observedAt ?? snapshot.observedAt)
    // The younger of the two is believed.
    if (eni && !(answer && answer.at > (seenAt ?? 0))) return ofEni(eni.eniId)
    const holder = answer?.holder
    if (holder?.resourceType === 'ENI' && holder.resourceId) return ofEni(holder.resourceId)
    if (holder) return { resourceType: holder.resourceType ?? 'unknown', resourceId: holder.resourceId ?? formatIpv4(ip) }
    // Where the cloud can be asked, an old refusal proves nothing.
    return noted.has(ip) && !region.client.usedAddresses ? { resourceType: 'unknown', resourceId: formatIpv4(ip) } : undefined
  }
  const numbers = question?.flatMap((text) => parseIpv4(text) ?? []) ?? []
  return {
    holderOf,
    wasAsked: (ip) => asked.has(ip),
    *taken() {
      yield* index.ips()
      yield* noted
      for (const [ip, { holder }] of asked) if (holder) yield ip
    },
    complete: numbers.length > 0 && numbers.every((ip) => asked.has(ip)),
    observedAt: snapshot.observedAt,
  }
}
