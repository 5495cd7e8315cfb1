import { checkNamed } from './addresses.ts'
import { beginTask, eniIn, refuseIfBusy } from './context.ts'
import type { Context } from './context.ts'
import { ipQuotaOf } from './quota.ts'
import { Refusal } from '#emulator/refusal.ts'

export type MigrateParams = { vpcId?: string; fromEniId: string; toEniId: string; ip: string }

/** Moves one secondary address to another ENI of the same subnet; it is MIGRATING on its source until the task ends. */
export const migratePrivateIpAddress = (context: Context, params: MigrateParams): { taskId: number } => {
  const source = eniIn(context, params.fromEniId, params.vpcId)
  const destination = eniIn(context, params.toEniId, params.vpcId)
  if (source === destination) throw new Refusal('parameter_invalid', 'source and destination are the same network interface')
  if (source.subnetId !== destination.subnetId) throw new Refusal('subnet_mismatch', 'both network interfaces must be in the same subnet')
  const [address] = checkNamed(source, [params.ip])
  refuseIfBusy(context.world, source)
  refuseIfBusy(context.world, destination)
  const quota = ipQuotaOf(context, destination)
  if (destination.addresses.length + 1 > quota)
    throw new Refusal('ip_quota_exceeded', `network interface ${destination.eniId} may hold ${quota} private ips`)
  if (address !== undefined) address.state = 'MIGRATING'
  const taskId = beginTask(context, 'migrate', [source, destination], [params.ip])
  context.effect = { eniId: source.eniId, added: [], removed: [], moved: [{ ip: params.ip, toEniId: destination.eniId }] }
  return { taskId }
}
