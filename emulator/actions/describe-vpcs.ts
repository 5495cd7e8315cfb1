import { vpcIn } from './context.ts'
import type { Context } from './context.ts'
import { pageOf } from './paging.ts'
import type { Page, Paging } from './paging.ts'
import type { Vpc } from '#emulator/state/types.ts'

export type DescribeVpcsParams = Paging & {
  vpcId?: string
  /** Each must exist. */
  vpcIds?: string[]
  name?: string
  matches?: (vpc: Vpc) => boolean
  orderBy: 'createdAt' | 'name'
  descending: boolean
}

/** VPCs of the region; one named by its first-generation id is found too. */
export const describeVpcs = (context: Context, params: DescribeVpcsParams): Page<Vpc> => {
  const { vpcId, vpcIds, name, matches } = params
  const here = [...context.world.vpcs.values()].filter((vpc) => vpc.region === context.region)
  let found = here
  if (vpcId !== undefined) found = [here.find((vpc) => vpc.legacyId === vpcId) ?? vpcIn(context, vpcId)]
  if (vpcIds !== undefined) found = vpcIds.map((id) => vpcIn(context, id))
  if (matches !== undefined) found = found.filter(matches)
  if (name !== undefined) found = found.filter((vpc) => vpc.name.includes(name))
  const sign = params.descending ? -1 : 1
  const byKey = (a: Vpc, b: Vpc) =>
    params.orderBy === 'name' ? (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) : a.createdAt - b.createdAt
  return pageOf(
    context,
    params,
    found.toSorted((a, b) => sign * byKey(a, b) || (a.vpcId < b.vpcId ? -1 : 1)),
  )
}
