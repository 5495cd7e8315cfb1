import { beginTask, eniIn, refuseIfBusy } from './context.ts'
import type { Context } from './context.ts'
import { instanceQuota } from './quota.ts'
import type { Eni, Instance } from '#emulator/state/types.ts'
import { Refusal } from '#emulator/refusal.ts'

export type AttachParams = { vpcId?: string; eniId: string; instanceId: string }

/** Attaches an ENI to an instance of the same VPC and zone; ATTACHING until the task ends. */
export const attachNetworkInterface = (context: Context, params: AttachParams): { taskId: number } => {
  const { world } = context
  const eni = eniIn(context, params.eniId, params.vpcId)
  const instance = instanceOf(context, eni, params.instanceId)
  if (eni.instanceId !== null) throw new Refusal('already_attached', `network interface ${eni.eniId} is attached to ${eni.instanceId}`)
  refuseIfBusy(world, eni)
  if (world.subnets.get(eni.subnetId)?.zone !== instance.zone)
    throw new Refusal('zone_mismatch', `instance ${instance.instanceId} is in another zone`)
  const quota = instanceQuota(instance)
  const cards = [...(world.enisByVpc.get(eni.vpcId) ?? [])].filter((one) => one.instanceId === instance.instanceId).length
  const coming = [...world.running].filter((task) => task.kind === 'attach' && task.instanceId === instance.instanceId).length
  if (cards + coming >= quota.enis)
    throw new Refusal('ip_quota_exceeded', `instance ${instance.instanceId} may have ${quota.enis} network interfaces`)
  if (eni.addresses.length > (eni.ipQuota ?? quota.ips))
    throw new Refusal('ip_quota_exceeded', `a network interface of instance ${instance.instanceId} may hold ${quota.ips} private ips`)
  eni.state = 'ATTACHING'
  const taskId = beginTask(context, 'attach', [eni], [], instance.instanceId)
  context.effect = { eniId: eni.eniId, added: [], removed: [], moved: [] }
  return { taskId }
}

/** The instance, in the ENI's VPC. */
export const instanceOf = (context: Context, eni: Eni, instanceId: string): Instance => {
  const instance = context.world.instances.get(instanceId)
  if (instance === undefined) throw new Refusal('instance_not_found', `instance ${instanceId} does not exist`)
  if (instance.vpcId !== eni.vpcId) throw new Refusal('vpc_mismatch', `instance ${instanceId} is not in vpc ${eni.vpcId}`)
  return instance
}
