import { beginTask, eniIn, refuseIfBusy } from './context.ts'
import type { Context } from './context.ts'
import { checkNamed } from './addresses.ts'

export type UnassignParams = { vpcId?: string; eniId: string; ips: string[] }

/** Gives secondary addresses back, all or none: DELETING until the task ends, then gone, and their EIPs with them unbound. */
export const unassignPrivateIpAddresses = (context: Context, params: UnassignParams): { taskId: number } => {
  const eni = eniIn(context, params.eniId, params.vpcId)
  const addresses = checkNamed(eni, params.ips)
  refuseIfBusy(context.world, eni)
  for (const address of addresses) address.state = 'DELETING'
  const taskId = beginTask(context, 'unassign', [eni], params.ips)
  context.effect = { eniId: eni.eniId, added: [], removed: params.ips, moved: [] }
  return { taskId }
}
