import { eniIn } from '#emulator/actions/context.ts'
import { instanceQuota, ipQuotaOf } from '#emulator/actions/quota.ts'
import { pageOf } from '#emulator/actions/paging.ts'
import { usedAddresses, usedAmong } from '#emulator/actions/used-addresses.ts'
import type { UsedAddress } from '#emulator/actions/used-addresses.ts'
import { Refusal } from '#emulator/refusal.ts'
import type { V3Action } from './v3-action.ts'
import { exactly, matcher, readSelection, upTo } from './v3-filters.ts'
import { checkId, required } from './v3-params.ts'
import { timeText } from './v2-shapes.ts'

/** Quotas of an instance, or of one ENI. */
const limitOf: V3Action = {
  kind: 'read',
  schema: { InstanceId: required('string') },
  run: (params, context) => {
    const id = params.text('InstanceId') ?? ''
    const reply = (enis: number, ips: number) => ({
      EniQuantity: enis,
      EniPrivateIpAddressQuantity: ips,
      ExtendEniQuantity: 0,
      ExtendEniPrivateIpAddressQuantity: enis === 0 ? 0 : ips,
      SubEniQuantity: 0,
      SubEniPrivateIpAddressQuantity: 0,
    })
    if (id.startsWith('eni-')) return reply(0, ipQuotaOf(context, eniIn(context, checkId(id, 'eni'), undefined)))
    const instance = context.world.instances.get(checkId(id, 'ins'))
    if (instance === undefined || context.world.vpcs.get(instance.vpcId)?.region !== context.region)
      throw new Refusal('instance_not_found', `instance ${id} does not exist`)
    const quota = instanceQuota(instance)
    return reply(quota.enis, quota.ips)
  },
}

const usedRules = {
  'ip-addresses': exactly((used: UsedAddress) => used.ip),
  'resource-id': exactly((used: UsedAddress) => used.resourceId),
}

export const v3AddressReads: Record<string, V3Action> = {
  DescribeNetworkInterfaceLimit: limitOf,
  DescribeVpcPrivateIpAddresses: {
    kind: 'read',
    schema: { VpcId: required('string'), PrivateIpAddresses: required('strings') },
    run: (params, context) => {
      const ips = upTo('PrivateIpAddresses', params.strings('PrivateIpAddresses') ?? [])
      const used = usedAmong(context, { vpcId: params.id('VpcId', 'vpc'), ips })
      return {
        VpcPrivateIpAddressSet: used.map((one) => ({
          PrivateIpAddress: one.ip,
          CidrBlock: one.cidr,
          PrivateIpAddressType: one.isPrimaryCard ? 'CVM' : one.resourceType,
          CreatedTime: timeText(one.createdAt),
        })),
      }
    },
  },
  DescribeUsedIpAddress: {
    kind: 'read',
    schema: {
      VpcId: required('string'),
      SubnetId: 'string',
      IpAddresses: 'strings',
      Filters: 'filters',
      Offset: 'integer',
      Limit: 'integer',
    },
    run: (params, context) => {
      const { ids: ips, filters } = readSelection('IpAddresses', params.strings('IpAddresses'), params.raw('Filters'))
      const vpcId = params.id('VpcId', 'vpc')
      const subnetId = params.text('SubnetId') === undefined ? undefined : params.id('SubnetId', 'subnet')
      const matches = matcher(filters, usedRules)
      const used = ips === undefined ? usedAddresses(context, { vpcId, subnetId }) : usedAmong(context, { vpcId, subnetId, ips })
      const paging = { offset: params.integer('Offset') ?? 0, limit: params.integer('Limit') ?? 20 }
      const page = pageOf(context, paging, used.filter(matches))
      return {
        IpAddressStates: page.items.map((one) => ({
          VpcId: vpcId,
          SubnetId: one.subnetId,
          IpAddress: one.ip,
          ResourceType: one.resourceType,
          ResourceId: one.resourceId,
        })),
        TotalCount: page.total,
      }
    },
  },
}
