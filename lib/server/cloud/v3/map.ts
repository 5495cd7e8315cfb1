/** From the wire's words to ours. */
import type { z } from 'zod'
import type { CloudEni, CloudSubnet, CloudUsedAddress, CloudVpc } from '#lib/server/cloud/client.ts'
import { toIsoUtc } from '#lib/server/cloud/vendor-time.ts'
import type { createdReply, EniItem, subnetItem, TagSet, usedItem, vpcItem } from './replies.ts'

const toTags = (tags: TagSet) => tags.map((tag) => ({ key: tag.Key, value: tag.Value ?? '' }))

export const toVpc = (item: z.infer<typeof vpcItem>): CloudVpc => ({
  vpcId: item.VpcId,
  name: item.VpcName ?? '',
  cidr: item.CidrBlock,
  isDefault: item.IsDefault,
  tags: toTags(item.TagSet),
})

export const toSubnet = (item: z.infer<typeof subnetItem>): CloudSubnet => ({
  vpcId: item.VpcId,
  subnetId: item.SubnetId,
  name: item.SubnetName ?? '',
  cidr: item.CidrBlock,
  zone: item.Zone,
  free: item.AvailableIpAddressCount ?? undefined,
  total: item.TotalIpAddressCount ?? undefined,
})

export const toUsed = (item: z.infer<typeof usedItem>): CloudUsedAddress => ({
  ip: item.IpAddress,
  subnetId: item.SubnetId,
  resourceType: item.ResourceType,
  resourceId: item.ResourceId,
})

/** None for an address whose time is not told: it must not look like one that never changes. */
export function toCreated(item: z.infer<typeof createdReply>[number]): { ip: string; createdAt: string }[] {
  const createdAt = toIsoUtc(item.CreatedTime)
  return createdAt === undefined ? [] : [{ ip: item.PrivateIpAddress, createdAt }]
}

/**
 * Two fields tell the state. `State` never says that an ENI is attached, `NetworkInterfaceState` does (`INUSE`) and may be missing; what
 * is on its way (`ATTACHING`, …) stands in the first.
 */
function stateOf(item: EniItem): string {
  const state = item.State?.toLowerCase()
  if (state !== undefined && state !== 'available') return state
  return item.NetworkInterfaceState?.toLowerCase() ?? (item.Attachment?.InstanceId === undefined ? 'available' : 'inuse')
}

export const toEni = (item: EniItem): CloudEni => ({
  vpcId: item.VpcId,
  subnetId: item.SubnetId,
  eniId: item.NetworkInterfaceId,
  name: item.NetworkInterfaceName ?? '',
  description: item.NetworkInterfaceDescription,
  isPrimary: item.Primary,
  mac: item.MacAddress?.toLowerCase(),
  state: stateOf(item),
  zone: item.Zone,
  instanceId: item.Attachment?.InstanceId,
  securityGroups: item.GroupSet,
  tags: toTags(item.TagSet),
  createdAt: toIsoUtc(item.CreatedTime),
  business: item.Business,
  qosLevel: item.QosLevel,
  privateIps: item.PrivateIpAddressSet.map((address) => ({
    ip: address.PrivateIpAddress,
    isPrimary: address.Primary,
    state: address.State?.toLowerCase(),
    eipId: address.AddressId,
    publicIp: address.PublicIpAddress,
    note: address.Description,
    qosLevel: address.QosLevel,
  })),
})
