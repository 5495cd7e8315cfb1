import type { Context } from '#emulator/actions/context.ts'
import type { Address, Eni, Subnet, Vpc } from '#emulator/state/types.ts'
import { eniTypeOf, qosOf } from './v3-rules.ts'
import { timeText } from './v2-shapes.ts'

const tagSet = (tags: readonly { key: string; value: string }[] | undefined) =>
  (tags ?? []).map(({ key, value }) => ({ Key: key, Value: value }))

export const addressShape = (address: Address) => ({
  PrivateIpAddress: address.ip,
  Primary: address.primary,
  PublicIpAddress: address.publicIp,
  AddressId: address.eipId,
  Description: address.description,
  IsWanIpBlocked: address.blocked,
  State: address.state,
  QosLevel: address.qosLevel ?? 'DEFAULT',
})

export const eniShape = (context: Context, eni: Eni) => ({
  NetworkInterfaceId: eni.eniId,
  NetworkInterfaceName: eni.name,
  NetworkInterfaceDescription: eni.description,
  SubnetId: eni.subnetId,
  VpcId: eni.vpcId,
  GroupSet: eni.securityGroupIds,
  Primary: eni.primary,
  MacAddress: eni.mac,
  State: eni.state,
  // One says whether a task is running, the other whether an instance has it.
  NetworkInterfaceState: eni.state === 'AVAILABLE' && eni.instanceId !== null ? 'INUSE' : eni.state,
  PrivateIpAddressSet: eni.addresses.map(addressShape),
  Attachment:
    eni.instanceId === null
      ? null
      : {
          InstanceId: eni.instanceId,
          DeviceIndex: eni.primary ? 0 : 1,
          InstanceAccountId: '100000000001',
          AttachTime: eni.attachedAt === null ? '' : timeText(eni.attachedAt),
        },
  Zone: context.world.subnets.get(eni.subnetId)?.zone ?? '',
  CreatedTime: timeText(eni.createdAt),
  Ipv6AddressSet: [],
  TagSet: tagSet(eni.tags),
  EniType: eniTypeOf(eni),
  Business: eni.business ?? 'cvm',
  CdcId: '',
  AttachType: 0,
  ResourceId: '',
  QosLevel: qosOf(eni),
})

export const vpcShape = (vpc: Vpc) => ({
  VpcName: vpc.name,
  VpcId: vpc.vpcId,
  CidrBlock: vpc.cidr,
  IsDefault: vpc.isDefault,
  EnableMulticast: false,
  CreatedTime: timeText(vpc.createdAt),
  DnsServerSet: ['183.60.83.19', '183.60.82.98'],
  DomainName: '',
  DhcpOptionsId: '',
  EnableDhcp: true,
  Ipv6CidrBlock: '',
  TagSet: tagSet(vpc.tags),
  AssistantCidrSet: [],
  EnableRouteVpcPublish: false,
  Ipv6CidrBlockSet: [],
  EnableRouteVpcPublishIpv6: false,
})

export const subnetShape = (context: Context, subnet: Subnet) => {
  const usage = context.world.usageOf(subnet.subnetId)
  return {
    VpcId: subnet.vpcId,
    SubnetId: subnet.subnetId,
    SubnetName: subnet.name,
    CidrBlock: subnet.cidr,
    IsDefault: subnet.isDefault,
    EnableBroadcast: false,
    Zone: subnet.zone,
    RouteTableId: subnet.vpcId.replace('vpc-', 'rtb-'),
    CreatedTime: timeText(subnet.createdAt),
    AvailableIpAddressCount: usage.free,
    Ipv6CidrBlock: '',
    NetworkAclId: '',
    IsRemoteVpcSnat: false,
    TotalIpAddressCount: usage.total,
    TagSet: tagSet(subnet.tags),
    CdcId: '',
    IsCdcSubnet: 0,
  }
}
