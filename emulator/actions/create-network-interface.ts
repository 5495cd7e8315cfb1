import { checkChosen, lowestFree, newAddress, refuseIfTaken } from './addresses.ts'
import { beginTask, vpcIn } from './context.ts'
import type { Context } from './context.ts'
import { checkDescription, checkLength, checkName } from './naming.ts'
import type { Eni, QosLevel, Tag } from '#emulator/state/types.ts'
import { Refusal } from '#emulator/refusal.ts'

export type CreateEniParams = {
  vpcId: string
  subnetId: string
  name: string
  description: string
  addresses: { ip: string; primary: boolean }[]
  /** Secondary addresses the cloud chooses. */
  count: number
  securityGroupIds: string[]
  tags?: Tag[]
  qosLevel?: QosLevel
  /** v3 asks for no name that is the only one of its kind, and counts bytes. */
  naming?: 'v3'
}

/** A new ENI, attached to nothing. Its primary address is the one marked so, else the lowest free. */
export const createNetworkInterface = (context: Context, params: CreateEniParams): { taskId: number; eni: Eni } => {
  const { world } = context
  vpcIn(context, params.vpcId)
  const subnet = world.subnets.get(params.subnetId)
  if (subnet === undefined || subnet.vpcId !== params.vpcId)
    throw new Refusal('subnet_not_found', `subnet ${params.subnetId} does not exist`)
  if (params.naming === 'v3') checkLength(params.name)
  else checkName(context, params.vpcId, params.name)
  checkDescription(params.description)
  const siblings = world.enisByVpc.get(params.vpcId)?.size ?? 0
  if (siblings >= context.enisPerVpcMax)
    throw new Refusal('eni_quota_exceeded', `vpc ${params.vpcId} has ${siblings} network interfaces already`)
  if (params.addresses.filter((address) => address.primary).length > 1)
    throw new Refusal('primary_not_allowed', 'only one primary ip is allowed')
  const chosen = params.addresses.map((address) => address.ip)
  checkChosen(world, subnet, chosen)
  for (const ip of chosen) refuseIfTaken(world, params.vpcId, ip)
  const marked = params.addresses.find((address) => address.primary)?.ip
  const wanted = chosen.length + params.count + (marked === undefined ? 1 : 0)
  if (wanted > context.unattachedIpQuota)
    throw new Refusal('ip_quota_exceeded', `a network interface may hold ${context.unattachedIpQuota} private ips`)
  const free = lowestFree(world, subnet, wanted - chosen.length, chosen)
  const primary = marked ?? free.shift()
  const ips = [...(primary === undefined ? [] : [primary]), ...chosen.filter((ip) => ip !== primary), ...free]
  const eniId = newEniId(context)
  const eni: Eni = {
    eniId,
    vpcId: params.vpcId,
    subnetId: params.subnetId,
    name: params.name,
    description: params.description,
    primary: false,
    mac: `20:90:6F:${[0, 0, 0]
      .map(() =>
        Math.floor(context.random() * 256)
          .toString(16)
          .toUpperCase()
          .padStart(2, '0'),
      )
      .join(':')}`,
    state: 'PENDING',
    instanceId: null,
    attachedAt: null,
    createdAt: context.now,
    securityGroupIds: params.securityGroupIds,
    tags: params.tags ?? [],
    ...(params.qosLevel === undefined ? {} : { qosLevel: params.qosLevel }),
    addresses: ips.map((ip) => newAddress(ip, ip === primary, context.now)),
  }
  world.addEni(eni)
  const taskId = beginTask(context, 'create', [eni], ips)
  context.effect = { eniId, added: ips, removed: [], moved: [] }
  return { taskId, eni }
}

const newEniId = (context: Context): string => {
  for (;;) {
    const eniId = `eni-${Array.from({ length: 8 }, () => Math.floor(context.random() * 36).toString(36)).join('')}`
    if (!context.world.enis.has(eniId)) return eniId
  }
}
