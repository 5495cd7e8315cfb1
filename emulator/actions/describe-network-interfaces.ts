import { eniIn, vpcIn } from './context.ts'
import type { Context } from './context.ts'
import { pageOf } from './paging.ts'
import type { Page, Paging } from './paging.ts'
import type { Eni } from '#emulator/state/types.ts'
import type { World } from '#emulator/state/world.ts'

export type DescribeEnisParams = Paging & {
  vpcId?: string
  eniId?: string
  /** In this order; each must exist. */
  eniIds?: string[]
  instanceId?: string
  subnetId?: string
  securityGroupId?: string
  primary?: boolean
  /** Both fuzzy: the text occurs somewhere. */
  name?: string
  description?: string
  /** Anything else a wire can ask for. */
  matches?: (eni: Eni) => boolean
  orderBy: 'createdAt' | 'name'
  descending: boolean
}

type Sorted = { version: number; enis: Eni[] }
/** Sorted lists of whole VPCs: a client that reads 100,000 ENIs in pages of 50 must not make us sort 2,000 times. */
const sortedLists = new WeakMap<World, Map<string, Sorted>>()

const sortedEnis = (context: Context, params: DescribeEnisParams): Eni[] => {
  const { world } = context
  let lists = sortedLists.get(world)
  if (lists === undefined) sortedLists.set(world, (lists = new Map()))
  const key = `${context.region} ${params.vpcId ?? '*'} ${params.orderBy} ${params.descending}`
  const known = lists.get(key)
  if (known !== undefined && known.version === world.listVersion) return known.enis
  const vpcIds =
    params.vpcId !== undefined
      ? [params.vpcId]
      : [...world.vpcs.values()].filter((vpc) => vpc.region === context.region).map((vpc) => vpc.vpcId)
  const enis = vpcIds.flatMap((vpcId) => [...(world.enisByVpc.get(vpcId) ?? [])])
  const sign = params.descending ? -1 : 1
  const byKey = (a: Eni, b: Eni) => (params.orderBy === 'name' ? compare(a.name, b.name) : a.createdAt - b.createdAt)
  // The id decides between equals, so that pages never overlap.
  enis.sort((a, b) => sign * byKey(a, b) || compare(a.eniId, b.eniId))
  lists.set(key, { version: world.listVersion, enis })
  return enis
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** ENIs of the region that match everything asked for. An unknown VPC or ENI is an error, an unknown instance an empty list. */
export const describeNetworkInterfaces = (context: Context, params: DescribeEnisParams): Page<Eni> => {
  if (params.vpcId !== undefined) vpcIn(context, params.vpcId)
  const tests: ((eni: Eni) => boolean)[] = []
  const { instanceId, subnetId, securityGroupId, primary, name, description } = params
  if (instanceId !== undefined) tests.push((eni) => eni.instanceId === instanceId)
  if (subnetId !== undefined) tests.push((eni) => eni.subnetId === subnetId)
  if (securityGroupId !== undefined) tests.push((eni) => eni.securityGroupIds.includes(securityGroupId))
  if (primary !== undefined) tests.push((eni) => eni.primary === primary)
  if (name !== undefined) tests.push((eni) => eni.name.includes(name))
  if (description !== undefined) tests.push((eni) => eni.description.includes(description))
  if (params.matches !== undefined) tests.push(params.matches)
  const ids = params.eniIds ?? (params.eniId === undefined ? undefined : [params.eniId])
  const from = ids?.map((id) => eniIn(context, id, params.vpcId)) ?? sortedEnis(context, params)
  return pageOf(context, params, tests.length === 0 ? from : from.filter((eni) => tests.every((test) => test(eni))))
}
