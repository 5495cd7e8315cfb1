import { instanceOf } from './attach-network-interface.ts'
import type { AttachParams } from './attach-network-interface.ts'
import { beginTask, eniIn, refuseIfBusy } from './context.ts'
import type { Context } from './context.ts'
import { Refusal } from '#emulator/refusal.ts'

/** Detaches an ENI; DETACHING until the task ends, then its EIPs are unbound too. An instance keeps its own first card. */
export const detachNetworkInterface = (context: Context, params: AttachParams): { taskId: number } => {
  const eni = eniIn(context, params.eniId, params.vpcId)
  const instance = instanceOf(context, eni, params.instanceId)
  if (eni.instanceId !== instance.instanceId)
    throw new Refusal('not_attached', `network interface ${eni.eniId} is not attached to ${instance.instanceId}`)
  if (eni.primary) throw new Refusal('eni_is_primary', `network interface ${eni.eniId} is the primary one of ${instance.instanceId}`)
  refuseIfBusy(context.world, eni)
  eni.state = 'DETACHING'
  const taskId = beginTask(context, 'detach', [eni], [], instance.instanceId)
  context.effect = { eniId: eni.eniId, added: [], removed: [], moved: [] }
  return { taskId }
}
