import { beginTask, eniIn, refuseIfBusy } from './context.ts'
import type { Context } from './context.ts'
import { checkChosen, lowestFree, newAddress, refuseIfTaken } from './addresses.ts'
import { ipQuotaOf } from './quota.ts'
import type { Address, QosLevel } from '#emulator/state/types.ts'
import { Refusal } from '#emulator/refusal.ts'

export type AssignParams = {
  vpcId?: string
  eniId: string
  addresses: { ip: string; primary: boolean }[]
  count: number
  qosLevel?: QosLevel
}

/** Places named addresses and/or the lowest free ones on an ENI, all or none; they are PENDING until the task ends. */
export const assignPrivateIpAddresses = (context: Context, params: AssignParams): { taskId: number; ips: string[]; added: Address[] } => {
  const { world } = context
  const eni = eniIn(context, params.eniId, params.vpcId)
  const subnet = world.subnets.get(eni.subnetId)
  if (subnet === undefined) throw new Refusal('subnet_not_found', `subnet ${eni.subnetId} does not exist`)
  if (params.addresses.some((address) => address.primary)) {
    throw new Refusal('primary_not_allowed', `network interface ${eni.eniId} already has a primary ip`)
  }
  const chosen = params.addresses.map((address) => address.ip)
  checkChosen(world, subnet, chosen)
  refuseIfBusy(world, eni)
  for (const ip of chosen) refuseIfTaken(world, subnet.vpcId, ip)
  const quota = ipQuotaOf(context, eni)
  const wanted = chosen.length + params.count
  if (eni.addresses.length + wanted > quota) {
    throw new Refusal(
      'ip_quota_exceeded',
      `network interface ${eni.eniId} may hold ${quota} private ips, it has ${eni.addresses.length}, ${wanted} more requested`,
    )
  }
  const ips = [...chosen, ...lowestFree(world, subnet, params.count, chosen)]
  const added = ips.map((ip): Address => {
    const isChosen = chosen.includes(ip)
    return { ...newAddress(ip, false, context.now), ...(isChosen || params.qosLevel === undefined ? {} : { qosLevel: params.qosLevel }) }
  })
  for (const address of added) world.addAddress(eni, address)
  const taskId = beginTask(context, 'assign', [eni], ips)
  context.effect = { eniId: eni.eniId, added: ips, removed: [], moved: [] }
  return { taskId, ips, added }
}
