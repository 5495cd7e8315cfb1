import { Refusal } from '#emulator/refusal.ts'
import { contains, formatIp, parseIp } from '#emulator/state/ipv4.ts'
import type { Holder } from '#emulator/state/world.ts'
import { vpcIn } from './context.ts'
import type { Context } from './context.ts'

/** One taken address and who has it. */
export type UsedAddress = {
  ip: string
  subnetId: string
  cidr: string
  /** `ENI`, or another product's name for itself. */
  resourceType: string
  resourceId: string
  /** On an instance's own first card. */
  isPrimaryCard: boolean
  createdAt: number
}

const usedOf = (context: Context, vpcId: string, value: number, holder: Holder): UsedAddress => {
  const subnet = context.world.subnetAt(vpcId, value)
  const ip = formatIp(value)
  const place = { ip, subnetId: subnet?.subnetId ?? '', cidr: subnet?.cidr ?? '' }
  if ('held' in holder) {
    const { resourceType, resourceId, createdAt } = holder.held
    return { ...place, resourceType, resourceId, isPrimaryCard: false, createdAt }
  }
  const { eniId, primary, addresses } = holder.eni
  const createdAt = addresses.find((address) => address.ip === ip)?.createdAt ?? 0
  return { ...place, resourceType: 'ENI', resourceId: eniId, isPrimaryCard: primary, createdAt }
}

/** Those of the named addresses that are taken in the VPC (and in the subnet, where one is named). Free ones are silently absent. */
export const usedAmong = (context: Context, params: { vpcId: string; subnetId?: string; ips: string[] }): UsedAddress[] => {
  const inside = insideOf(context, params)
  const used = new Map<number, UsedAddress>()
  for (const ip of params.ips) {
    const value = parseIp(ip)
    if (value === undefined) throw new Refusal('ip_malformed', `${ip} is not an ip address`)
    const holder = context.world.holderOf(params.vpcId, value)
    if (holder !== undefined && inside(value)) used.set(value, usedOf(context, params.vpcId, value, holder))
  }
  return [...used.values()]
}

/** Every taken address of the VPC or of one subnet in it, rising. */
export const usedAddresses = (context: Context, params: { vpcId: string; subnetId?: string }): UsedAddress[] => {
  const inside = insideOf(context, params)
  return [...context.world.holdersIn(params.vpcId)]
    .filter(([value]) => inside(value))
    .toSorted(([a], [b]) => a - b)
    .map(([value, holder]) => usedOf(context, params.vpcId, value, holder))
}

const insideOf = (context: Context, params: { vpcId: string; subnetId?: string }): ((ip: number) => boolean) => {
  vpcIn(context, params.vpcId)
  if (params.subnetId === undefined) return () => true
  if (context.world.subnets.get(params.subnetId)?.vpcId !== params.vpcId)
    throw new Refusal('subnet_mismatch', `subnet ${params.subnetId} is not in vpc ${params.vpcId}`)
  const block = context.world.blockOf(params.subnetId)
  return (ip) => contains(block, ip)
}
