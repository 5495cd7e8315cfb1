import type { Context } from '#emulator/actions/context.ts'
import type { Page } from '#emulator/actions/paging.ts'
import type { Address, Eni, Subnet, Vpc } from '#emulator/state/types.ts'
import { zoneIdOf } from './regions.ts'
import type { WireSettings } from './types.ts'

/** `2017-08-31 11:33:59`. The documents name no time zone; the console shows Beijing time, which has no summer time. */
export const timeText = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')

const addressShape = (address: Address) => ({
  privateIpAddress: address.ip,
  primary: address.primary,
  wanIp: address.publicIp,
  description: address.description,
  isWanIpBlocked: address.blocked,
  eipId: address.eipId,
})

const eniShape = (context: Context, settings: WireSettings, eni: Eni) => {
  const { world } = context
  const instance = { instanceId: eni.instanceId ?? '', attachTime: eni.attachedAt === null ? '' : timeText(eni.attachedAt) }
  const shown = settings.v2HidePending ? eni.addresses.filter((address) => address.state !== 'PENDING') : eni.addresses
  return {
    vpcId: eni.vpcId,
    vpcName: world.vpcs.get(eni.vpcId)?.name ?? '',
    subnetId: eni.subnetId,
    zoneId: zoneIdOf(world.subnets.get(eni.subnetId)?.zone ?? ''),
    eniName: eni.name,
    eniDescription: eni.description,
    networkInterfaceId: eni.eniId,
    primary: eni.primary,
    macAddress: eni.mac,
    createTime: timeText(eni.createdAt),
    flowLogsSet: [],
    privateIpAddressesSet: shown.map(addressShape),
    instanceSet: settings.v2OldShape ? (eni.instanceId === null ? [] : [instance]) : instance,
    groupSet: eni.securityGroupIds.map((sgId) => {
      const group = world.securityGroups.get(sgId)
      return { sgId, sgName: group?.name ?? '', projectId: group?.projectId ?? 0 }
    }),
  }
}

/** Newer documents: `data.totalNum` and `data.data[]`; older ones: `totalCount` and `data[]` at the top. */
export const eniPage = (context: Context, settings: WireSettings, page: Page<Eni>): Record<string, unknown> => {
  const items = page.items.map((eni) => eniShape(context, settings, eni))
  return settings.v2OldShape ? { totalCount: page.total, data: items } : { data: { totalNum: page.total, data: items } }
}

export const vpcPage = (context: Context, page: Page<Vpc>): Record<string, unknown> => {
  const devices = new Map<string, number>()
  for (const { vpcId } of context.world.instances.values()) devices.set(vpcId, (devices.get(vpcId) ?? 0) + 1)
  return { totalCount: page.total, data: page.items.map((vpc) => vpcShape(context, vpc, devices.get(vpc.vpcId) ?? 0)) }
}

const vpcShape = (context: Context, vpc: Vpc, devices: number) => ({
  vpcId: vpc.legacyId,
  unVpcId: vpc.vpcId,
  vpcName: vpc.name,
  cidrBlock: vpc.cidr,
  subnetNum: context.world.subnetsByVpc.get(vpc.vpcId)?.length ?? 0,
  routeTableNum: 1,
  vpnGwNum: 0,
  vpcPeerNum: 0,
  vpcDeviceNum: devices,
  classicLinkNum: 0,
  vpgNum: 0,
  natNum: 0,
  createTime: timeText(vpc.createdAt),
  isDefault: vpc.isDefault,
})

export const subnetShape = (context: Context, subnet: Subnet) => {
  const vpc = context.world.vpcs.get(subnet.vpcId)
  const usage = context.world.usageOf(subnet.subnetId)
  return {
    vpcId: vpc?.legacyId ?? '',
    unVpcId: subnet.vpcId,
    vpcName: vpc?.name ?? '',
    vpcCidrBlock: vpc?.cidr ?? '',
    subnetId: subnet.legacyId,
    unSubnetId: subnet.subnetId,
    subnetName: subnet.name,
    subnetCreateTime: timeText(subnet.createdAt),
    routeTableId: subnet.legacyId + 1000,
    unRouteTableId: subnet.vpcId.replace('vpc-', 'rtb-'),
    routeTableName: 'default',
    cidrBlock: subnet.cidr,
    zoneId: zoneIdOf(subnet.zone),
    zone: subnet.zone,
    vpcDevices: 0,
    networkAclId: 0,
    totalIPNum: usage.total,
    availableIPNum: usage.free,
    broadcast: false,
    isDefault: subnet.isDefault,
  }
}

export const subnetPage = (context: Context, page: Page<Subnet>): Record<string, unknown> => ({
  totalCount: page.total,
  data: page.items.map((subnet) => subnetShape(context, subnet)),
})

export const taskReply = (settings: WireSettings, taskId: number): Record<string, unknown> =>
  settings.v2OldShape ? { taskId } : { data: { taskId } }
