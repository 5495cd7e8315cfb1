import { Refusal } from '#emulator/refusal.ts'
import type { Context } from '#emulator/actions/context.ts'
import type { WireSettings } from './types.ts'
import type { Params } from './v2-params.ts'

export type V2Action = {
  kind: 'read' | 'write'
  /** Whether a success carries `codeDesc: Success`; the documents leave it out for some of the reads. */
  codeDesc: boolean
  run: (params: Params, context: Context, settings: WireSettings) => Record<string, unknown>
}

export const paging = (params: Params) => ({ offset: params.integer('offset') ?? 0, limit: params.integer('limit') ?? 20 })

/** `orderField` is `createTime` or the list's own name field. */
export const order = (params: Params, nameField: string) => ({
  orderBy:
    params.choice('orderField', ['createTime', nameField], 'createTime') === 'createTime' ? ('createdAt' as const) : ('name' as const),
  descending: params.choice('orderDirection', ['asc', 'desc'], 'desc') === 'desc',
})

/** `privateIpAddressSet.n.{primary,privateIpAddress}`; both are required where a row is given. */
export const addressSet = (params: Params) =>
  params.indexes('privateIpAddressSet').map((index) => {
    const primary = params.flag(`privateIpAddressSet.${index}.primary`)
    if (primary === undefined) throw new Refusal('parameter_missing', `parameter privateIpAddressSet.${index}.primary is missing`)
    return { ip: params.required(`privateIpAddressSet.${index}.privateIpAddress`), primary }
  })

export const secondaryCount = (params: Params) => {
  const count = params.integer('secondaryPrivateIpAddressCount')
  if (count !== undefined && count < 1)
    throw new Refusal('parameter_invalid', 'parameter secondaryPrivateIpAddressCount must be at least 1')
  return count
}

/** What every change of an ENI names. */
export const eniTarget = (params: Params) => ({ vpcId: params.required('vpcId'), eniId: params.required('networkInterfaceId') })
