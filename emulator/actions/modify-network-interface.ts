import { eniIn } from './context.ts'
import type { Context } from './context.ts'
import { checkDescription, checkLength, checkName } from './naming.ts'

/** Renames an ENI or describes it anew; takes effect at once, without a task. */
export const modifyNetworkInterface = (
  context: Context,
  params: { vpcId?: string; eniId: string; name?: string; description?: string; securityGroupIds?: string[]; naming?: 'v3' },
) => {
  const eni = eniIn(context, params.eniId, params.vpcId)
  if (params.name !== undefined && params.naming === 'v3') checkLength(params.name)
  else if (params.name !== undefined) checkName(context, eni.vpcId, params.name, eni.eniId)
  if (params.description !== undefined) checkDescription(params.description)
  eni.name = params.name ?? eni.name
  eni.description = params.description ?? eni.description
  eni.securityGroupIds = params.securityGroupIds ?? eni.securityGroupIds
  context.world.listVersion += 1
  context.world.touch()
}
