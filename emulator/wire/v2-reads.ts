import { describeNetworkInterfaces } from '#emulator/actions/describe-network-interfaces.ts'
import { describeSubnets } from '#emulator/actions/describe-subnets.ts'
import { describeVpcTaskResult } from '#emulator/actions/describe-vpc-task-result.ts'
import { describeVpcs } from '#emulator/actions/describe-vpcs.ts'
import { Refusal } from '#emulator/refusal.ts'
import { zoneNameOf } from './regions.ts'
import { order, paging } from './v2-reading.ts'
import type { V2Action } from './v2-reading.ts'
import { eniPage, subnetPage, subnetShape, vpcPage } from './v2-shapes.ts'

/** Zones are numbers here, but a name is understood too. */
const zoneNamed = (text: string) => (/^[0-9]+$/.test(text) ? (zoneNameOf(Number(text)) ?? text) : text)

const eniTypes = ['0', '1'] as const

export const v2Reads: Record<string, V2Action> = {
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
  /** One subnet; its fields stand directly beside `code`. */
  DescribeSubnet: {
    kind: 'read',
    codeDesc: false,
    run: (params, context) => {
      const ids = { vpcId: params.required('vpcId'), subnetId: params.required('subnetId') }
      const [subnet] = describeSubnets(context, { ...ids, offset: 0, limit: 1, orderBy: 'createdAt', descending: true }).items
      return subnet === undefined ? {} : subnetShape(context, subnet)
    },
  },
}
