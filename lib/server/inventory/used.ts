/** Who has which address of a VPC, as far as we know. */
import { parseIpv4 } from '#lib/ip/ipv4.ts'
import type { Holder } from '#lib/schema/assign.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import type { CloudUsedAddress } from '#lib/server/cloud/client.ts'
import type { AskedAnswer } from './asked.ts'
import { EniIndex } from './eni-index.ts'
import type { Region } from './region.ts'
import type { UsedAddresses } from './types.ts'

/** A refusal may be out of date soon and v2 cannot be asked again: after this it forbids nothing. */
const refusedForMs = 60_000
/** So long such an address is not proposed while there are others. */
const avoidedForMs = 10 * 60_000

/** Addresses that only a refusal taught us: another product has them, and v2 has no call that would tell. */
export function createTaken(clock: Clock) {
  const since = new Map<string, number>()
  const keyOf = (region: Region, vpcId: string) => `${region.scope.account}/${region.scope.region}/${vpcId}/`
  return {
    note: (region: Region, vpcId: string, ip: number): void => {
      for (const [key, at] of since) if (clock.monotonic() - at >= avoidedForMs) since.delete(key)
      since.set(keyOf(region, vpcId) + ip, clock.monotonic())
    },
    /** The addresses noted, each with whether it is still held against a request. */
    of(region: Region, vpcId: string): Map<number, boolean> {
      const prefix = keyOf(region, vpcId)
      const noted = new Map<number, boolean>()
      for (const [key, at] of since) {
        const ageMs = clock.monotonic() - at
        if (key.startsWith(prefix) && ageMs < avoidedForMs) noted.set(Number(key.slice(prefix.length)), ageMs < refusedForMs)
      }
      return noted
    },
  }
}

type Known = {
  noted: ReadonlyMap<number, boolean>
  asked: ReadonlyMap<number, AskedAnswer>
  question?: readonly string[]
  /** Say what is known even if the VPC was never read. */
  evenUnread: boolean
}

/** `undefined` if the VPC was never read, unless that does not matter. `observedAt` is then 0: as old as can be. */
export function usedAddresses(region: Region, vpcId: string, { noted, asked, question, evenUnread }: Known): UsedAddresses | undefined {
  const cell = region.vpc(vpcId)
  const snapshot = cell.peek()
  if (!snapshot && !evenUnread) return undefined
  const index = snapshot?.data.index ?? new EniIndex()
  const ofEni = (eniId: string): Holder => {
    const eni = index.get(eniId)?.eni
    return { eniId, eniName: eni?.name || undefined, instanceId: eni?.instanceId }
  }
  /** Who the cloud said has it, unless that ENI has been read since without it, as after a release. */
  const toldHolder = (ip: number): CloudUsedAddress | undefined => {
    const answer = asked.get(ip)
    if (answer?.holder?.resourceType !== 'ENI' || !answer.holder.resourceId) return answer?.holder
    const read = region.find(answer.holder.resourceId)
    const hasLeft = read !== undefined && read.since > answer.since && index.atIp(ip)?.eni.eniId !== answer.holder.resourceId
    return hasLeft ? undefined : answer.holder
  }
  const holderOf = (ip: number): Holder | undefined => {
    const eni = index.atIp(ip)?.eni
    const answer = asked.get(ip)
    const seenSince = eni && (region.find(eni.eniId)?.since ?? cell.since())
    // The younger of the two is believed.
    if (eni && !(answer && answer.since > (seenSince ?? 0))) return ofEni(eni.eniId)
    const holder = toldHolder(ip)
    if (holder?.resourceType === 'ENI' && holder.resourceId) return ofEni(holder.resourceId)
    if (holder) return { resourceType: holder.resourceType, resourceId: holder.resourceId }
    // Where the cloud can be asked, an old refusal proves nothing.
    return noted.get(ip) === true && !region.client.usedAddresses ? {} : undefined
  }
  const numbers = question?.flatMap((text) => parseIpv4(text) ?? []) ?? []
  return {
    holderOf,
    wasAsked: (ip) => asked.has(ip),
    *taken() {
      yield* index.ips()
      yield* noted.keys()
      for (const ip of asked.keys()) if (toldHolder(ip)) yield ip
    },
    complete: numbers.length > 0 && numbers.every((ip) => asked.has(ip)),
    observedAt: snapshot?.observedAt ?? 0,
  }
}
