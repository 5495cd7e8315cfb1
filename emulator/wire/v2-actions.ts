import { assignPrivateIpAddresses } from '../actions/assign-private-ip-addresses.ts'
import type { Context } from '../actions/context.ts'
import { describeNetworkInterfaces } from '../actions/describe-network-interfaces.ts'
import { describeSubnets } from '../actions/describe-subnets.ts'
import { describeVpcTaskResult } from '../actions/describe-vpc-task-result.ts'
import { describeVpcs } from '../actions/describe-vpcs.ts'
import { Refusal } from '../refusal.ts'
import { zoneNameOf } from './regions.ts'
import type { WireSettings } from './types.ts'
import type { Params } from './v2-params.ts'
import { eniPage, subnetPage, taskReply, vpcPage } from './v2-shapes.ts'

export type V2Action = {
  kind: 'read' | 'write'
  /** Whether a success carries `codeDesc: Success`; the documents leave it out for three of the reads. */
  codeDesc: boolean
  run: (params: Params, context: Context, settings: WireSettings) => Record<string, unknown>
}

const paging = (params: Params) => ({ offset: params.integer('offset') ?? 0, limit: params.integer('limit') ?? 20 })
const order = (params: Params, nameField: string) => ({
  orderBy:
    params.choice('orderField', ['createTime', nameField], 'createTime') === 'createTime' ? ('createdAt' as const) : ('name' as const),
  descending: params.choice('orderDirection', ['asc', 'desc'], 'desc') === 'desc',
})

/** `privateIpAddressSet.n.{primary,privateIpAddress}`; both are required where a row is given. */
export const addressSet = (params: Params) => {
  const indexes = params.indexes('privateIpAddressSet')
  return indexes.map((index) => {
    const primary = params.flag(`privateIpAddressSet.${index}.primary`)
    if (primary === undefined) throw new Refusal('parameter_missing', `parameter privateIpAddressSet.${index}.primary is missing`)
    return { ip: params.required(`privateIpAddressSet.${index}.privateIpAddress`), primary }
  })
}

const secondaryCount = (params: Params) => {
  const count = params.integer('secondaryPrivateIpAddressCount')
  if (count !== undefined && count < 1)
    throw new Refusal('parameter_invalid', 'parameter secondaryPrivateIpAddressCount must be at least 1')
  return count
}

/** Zones are numbers here, but a name is understood too. */
const zoneNamed = (text: string) => (/^[0-9]+$/.test(text) ? (zoneNameOf(Number(text)) ?? text) : text)

const eniTypes = ['0', '1'] as const

export const v2Actions: Record<string, V2Action> = {
  AssignPrivateIpAddresses: {
    kind: 'write',
    codeDesc: true,
    run: (params, context, settings) => {
      const target = { vpcId: params.required('vpcId'), eniId: params.required('networkInterfaceId') }
      const addresses = addressSet(params)
      const count = secondaryCount(params)
      // The documents say neither what both together mean nor what neither does.
      if (addresses.length > 0 === (count !== undefined)) {
        throw new Refusal('parameter_invalid', 'give either privateIpAddressSet or secondaryPrivateIpAddressCount')
      }
      return taskReply(settings, assignPrivateIpAddresses(context, { ...target, addresses, count: count ?? 0 }).taskId)
    },
  },
  DescribeNetworkInterfaces: {
    kind: 'read',
    codeDesc: true,
    run: (params, context, settings) => {
      const type = params.text('eniType') === undefined ? undefined : params.choice('eniType', eniTypes, '0')
      return eniPage(
        context,
        settings,
        describeNetworkInterfaces(context, {
          ...paging(params),
          ...order(params, 'eniName'),
          vpcId: params.text('vpcId'),
          eniId: params.text('networkInterfaceId'),
          instanceId: params.text('instanceId'),
          subnetId: params.text('subnetId'),
          securityGroupId: params.text('sgId'),
          primary: type === undefined ? undefined : type === '1',
          name: params.text('eniName'),
          description: params.text('eniDescription'),
        }),
      )
    },
  },
  DescribeVpcTaskResult: {
    kind: 'read',
    codeDesc: false,
    run: (params, context) => {
      const taskId = params.integer('taskId')
      if (taskId === undefined) throw new Refusal('parameter_missing', 'parameter taskId is missing')
      const { status } = describeVpcTaskResult(context, { taskId })
      return { data: { status: status === 'success' ? 0 : status === 'failed' ? 1 : 2 } }
    },
  },
  DescribeVpcEx: {
    kind: 'read',
    codeDesc: false,
    run: (params, context) =>
      vpcPage(
        context,
        describeVpcs(context, {
          ...paging(params),
          ...order(params, 'vpcName'),
          vpcId: params.text('vpcId'),
          name: params.text('vpcName'),
        }),
      ),
  },
  DescribeSubnetEx: {
    kind: 'read',
    codeDesc: false,
    run: (params, context) =>
      subnetPage(
        context,
        describeSubnets(context, {
          ...paging(params),
          ...order(params, 'subnetName'),
          vpcId: params.text('vpcId'),
          subnetId: params.text('subnetId'),
          name: params.text('subnetName'),
          zones: params.list('zoneIds')?.map(zoneNamed),
        }),
      ),
  },
}
