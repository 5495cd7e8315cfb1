/** From the wire's words to ours. */
import type { z } from 'zod'
import type { CloudEni, CloudSubnet, CloudVpc } from '#lib/server/cloud/client.ts'
import { toIsoUtc } from '#lib/server/cloud/vendor-time.ts'
import type { EniItem, subnetItem, vpcItem } from './replies.ts'

/** `unVpcId` is the id of today (`vpc-…`); `vpcId` beside it is an older numbering. */
export const toVpc = (item: z.infer<typeof vpcItem>): CloudVpc => ({
  vpcId: item.unVpcId ?? item.vpcId ?? '',
  name: item.vpcName ?? '',
  cidr: item.cidrBlock,
  isDefault: item.isDefault,
  subnetCount: item.subnetNum,
})

export const toSubnet = (item: z.infer<typeof subnetItem>): CloudSubnet => ({
  vpcId: item.unVpcId ?? item.vpcId ?? '',
  subnetId: item.unSubnetId ?? item.subnetId ?? '',
  name: item.subnetName ?? '',
  cidr: item.cidrBlock,
  zone: item.zone,
  free: item.availableIPNum,
  total: item.totalIPNum,
})

export function toEni(item: EniItem): CloudEni {
  const instanceId = item.instanceSet.find((instance) => instance.instanceId !== undefined)?.instanceId
  return {
    vpcId: item.vpcId,
    subnetId: item.subnetId,
    eniId: item.networkInterfaceId,
    name: item.eniName ?? '',
    description: item.eniDescription,
    isPrimary: item.primary,
    mac: item.macAddress?.toLowerCase(),
    // This API reports no state (client.ts); an attached one is in use.
    state: instanceId === undefined ? 'available' : 'inuse',
    instanceId,
    securityGroups: item.groupSet.flatMap((group) => group.sgId ?? []),
    tags: item.tagSet.map((tag) => ({ key: tag.key, value: tag.value ?? '' })),
    createdAt: toIsoUtc(item.createTime),
    privateIps: item.privateIpAddressesSet.map((address) => ({
      ip: address.privateIpAddress,
      isPrimary: address.primary,
      eipId: address.eipId,
      publicIp: address.wanIp,
      note: address.description,
    })),
  }
}
