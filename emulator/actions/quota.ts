import type { Context } from './context.ts'
import type { Eni, Instance } from '#emulator/state/types.ts'

/** ENIs and IPs per ENI by the instance's CPU count: the typical rows of the cloud's "Use Limits" page (product/576/18527). */
const bySize = [
  { cpuMax: 1, enis: 2, ips: 6 },
  { cpuMax: 6, enis: 4, ips: 10 },
  { cpuMax: 10, enis: 6, ips: 20 },
  { cpuMax: Number.POSITIVE_INFINITY, enis: 8, ips: 30 },
]

export const instanceQuota = (instance: Instance): { enis: number; ips: number } => {
  const row = bySize.find((one) => instance.cpu <= one.cpuMax)
  return { enis: row?.enis ?? 8, ips: row?.ips ?? 30 }
}

/** How many private IPs the ENI may hold, its primary one included. */
export const ipQuotaOf = (context: Pick<Context, 'world' | 'unattachedIpQuota'>, eni: Eni): number => {
  if (eni.ipQuota !== undefined) return eni.ipQuota
  const instance = eni.instanceId === null ? undefined : context.world.instances.get(eni.instanceId)
  return instance === undefined ? context.unattachedIpQuota : instanceQuota(instance).ips
}
