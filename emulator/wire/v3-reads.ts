import { describeNetworkInterfaces } from '#emulator/actions/describe-network-interfaces.ts'
import { describeSubnets } from '#emulator/actions/describe-subnets.ts'
import { describeVpcTaskResult } from '#emulator/actions/describe-vpc-task-result.ts'
import { describeVpcs } from '#emulator/actions/describe-vpcs.ts'
import type { Context } from '#emulator/actions/context.ts'
import { Refusal } from '#emulator/refusal.ts'
import type { V3Action } from './v3-action.ts'
import { matcher, readSelection } from './v3-filters.ts'
import type { Filter } from './v3-filters.ts'
import { nextTokenOf, offsetOf } from './v3-next-token.ts'
import { checkId, required } from './v3-params.ts'
import type { V3Params } from './v3-params.ts'
import { eniRules, subnetRules, vpcRules } from './v3-rules.ts'
import { eniShape, subnetShape, vpcShape } from './v3-shapes.ts'
import { v3AddressReads } from './v3-address-reads.ts'

/** The documents name no order: newest first, as v2's default. */
const newestFirst = { orderBy: 'createdAt', descending: true } as const

const numbers = (params: V3Params) => ({ offset: params.integer('Offset') ?? 0, limit: params.integer('Limit') ?? 20 })

/** Offset and Limit of DescribeVpcs and DescribeSubnets are strings. */
const texts = (params: V3Params) => {
  const read = (name: string, fallback: number) => {
    const text = params.text(name)
    if (text === undefined || text === '') return fallback
    if (!/^-?[0-9]{1,9}$/.test(text)) throw new Refusal('value_malformed', `The parameter \`${name}\` must be a number as a string.`)
    return Number(text)
  }
  return { offset: read('Offset', 0), limit: read('Limit', 20) }
}

/** The one VPC that a filter names, so that its index can be used. */
const onlyVpc = (context: Context, filters: Filter[]): string | undefined => {
  const named = filters.filter((filter) => filter.name === 'vpc-id').map((filter) => filter.values)
  const [values = []] = named
  const [vpcId = ''] = named.length === 1 && values.length === 1 ? values : []
  return context.world.vpcs.get(vpcId)?.region === context.region ? vpcId : undefined
}

/** Ids that are there, where unknown ones are to be left out. */
const known = (ids: string[] | undefined, kind: string, isEmpty: boolean, has: (id: string) => boolean): string[] | undefined => {
  for (const id of ids ?? []) checkId(id, kind)
  return isEmpty ? ids?.filter(has) : ids
}

export const v3Reads: Record<string, V3Action> = {
  ...v3AddressReads,
  DescribeNetworkInterfaces: {
    kind: 'read',
    schema: { NetworkInterfaceIds: 'strings', Filters: 'filters', Offset: 'integer', Limit: 'integer' },
    run: (params, context, settings) => {
      const { ids, filters } = readSelection('NetworkInterfaceIds', params.strings('NetworkInterfaceIds'), params.raw('Filters'))
      const vpcId = onlyVpc(context, filters)
      const others = vpcId === undefined ? filters : filters.filter((filter) => filter.name !== 'vpc-id')
      const page = describeNetworkInterfaces(context, {
        ...numbers(params),
        ...newestFirst,
        vpcId,
        eniIds: known(ids, 'eni', settings.v3UnknownIdsEmpty, (id) => context.world.enis.has(id)),
        matches: others.length === 0 ? undefined : matcher(others, eniRules, (eni) => eni.tags),
      })
      return { NetworkInterfaceSet: page.items.map((eni) => eniShape(context, eni)), TotalCount: page.total }
    },
  },
  DescribeVpcs: {
    kind: 'read',
    schema: { VpcIds: 'strings', Filters: 'filters', Offset: 'string', Limit: 'string' },
    run: (params, context, settings) => {
      const { ids, filters } = readSelection('VpcIds', params.strings('VpcIds'), params.raw('Filters'))
      const page = describeVpcs(context, {
        ...texts(params),
        ...newestFirst,
        vpcIds: known(ids, 'vpc', settings.v3UnknownIdsEmpty, (id) => context.world.vpcs.has(id)),
        matches: matcher(filters, vpcRules, (vpc) => vpc.tags ?? []),
      })
      return { TotalCount: page.total, VpcSet: page.items.map(vpcShape) }
    },
  },
  DescribeSubnets: {
    kind: 'read',
    schema: { SubnetIds: 'strings', Filters: 'filters', Offset: 'string', Limit: 'string', MaxResults: 'integer', NextToken: 'string' },
    run: (params, context, settings) => {
      const { ids, filters } = readSelection('SubnetIds', params.strings('SubnetIds'), params.raw('Filters'))
      const paging = texts(params)
      const [nextToken, maxResults] = [params.text('NextToken') ?? '', params.integer('MaxResults')]
      if (nextToken !== '') paging.offset = offsetOf(nextToken, context.now)
      if (maxResults !== undefined) paging.limit = maxResults
      const page = describeSubnets(context, {
        ...paging,
        ...newestFirst,
        subnetIds: known(ids, 'subnet', settings.v3UnknownIdsEmpty, (id) => context.world.subnets.has(id)),
        matches: matcher(filters, subnetRules, (subnet) => subnet.tags ?? []),
      })
      const next = paging.offset + page.items.length
      return {
        TotalCount: page.total,
        SubnetSet: page.items.map((subnet) => subnetShape(context, subnet)),
        NextToken: maxResults !== undefined && next < page.total ? nextTokenOf(next, context.now) : '',
      }
    },
  },
  DescribeVpcTaskResult: {
    kind: 'read',
    schema: { TaskId: required('string') },
    run: (params, context) => {
      const { status } = describeVpcTaskResult(context, { requestId: params.text('TaskId') ?? '' })
      const word = { running: 'RUNNING', success: 'SUCCESS', failed: 'FAILED' }[status]
      return { Status: word, Output: word, Result: [] }
    },
  },
}
