import { beginTask, eniIn, refuseIfBusy } from './context.ts'
import type { Context } from './context.ts'
import { Refusal } from '#emulator/refusal.ts'

/** Deletes an ENI that is attached to nothing, with all its addresses; DELETING until the task ends. */
export const deleteNetworkInterface = (context: Context, params: { vpcId?: string; eniId: string }): { taskId: number } => {
  const eni = eniIn(context, params.eniId, params.vpcId)
  if (eni.instanceId !== null) throw new Refusal('eni_attached', `network interface ${eni.eniId} is attached to ${eni.instanceId}`)
  refuseIfBusy(context.world, eni)
  eni.state = 'DELETING'
  const ips = eni.addresses.map((address) => address.ip)
  for (const address of eni.addresses) address.state = 'DELETING'
  const taskId = beginTask(context, 'delete', [eni], ips)
  context.effect = { eniId: eni.eniId, added: [], removed: ips, moved: [] }
  return { taskId }
}
