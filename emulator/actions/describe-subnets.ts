import { vpcIn } from './context.ts'
import type { Context } from './context.ts'
import { pageOf } from './paging.ts'
import type { Page, Paging } from './paging.ts'
import type { Subnet } from '#emulator/state/types.ts'
import { Refusal } from '#emulator/refusal.ts'

export type DescribeSubnetsParams = Paging & {
  vpcId?: string
  subnetId?: string
  /** Each must exist. */
  subnetIds?: string[]
  name?: string
  zones?: string[]
  matches?: (subnet: Subnet) => boolean
  orderBy: 'createdAt' | 'name'
  descending: boolean
}

/** Subnets of the region, or of one VPC in it. */
export const describeSubnets = (context: Context, params: DescribeSubnetsParams): Page<Subnet> => {
  const { vpcId, subnetId, subnetIds, name, zones, matches } = params
  const { world } = context
  if (vpcId !== undefined) vpcIn(context, vpcId)
  let found = [...world.subnets.values()].filter((subnet) => world.vpcs.get(subnet.vpcId)?.region === context.region)
  if (vpcId !== undefined) found = found.filter((subnet) => subnet.vpcId === vpcId)
  if (subnetId !== undefined) {
    found = found.filter((subnet) => subnet.subnetId === subnetId)
    if (found.length === 0) throw new Refusal('subnet_not_found', `subnet ${subnetId} does not exist`)
  }
  for (const id of subnetIds ?? [])
    if (!found.some((subnet) => subnet.subnetId === id)) throw new Refusal('subnet_not_found', `subnet ${id} does not exist`)
  if (subnetIds !== undefined) found = found.filter((subnet) => subnetIds.includes(subnet.subnetId))
  if (matches !== undefined) found = found.filter(matches)
  if (name !== undefined) found = found.filter((subnet) => subnet.name.includes(name))
  if (zones !== undefined) found = found.filter((subnet) => zones.includes(subnet.zone))
  const sign = params.descending ? -1 : 1
  const byKey = (a: Subnet, b: Subnet) =>
    params.orderBy === 'name' ? (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) : a.createdAt - b.createdAt
  return pageOf(
    context,
    params,
    found.toSorted((a, b) => sign * byKey(a, b) || (a.subnetId < b.subnetId ? -1 : 1)),
  )
}
