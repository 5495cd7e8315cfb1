/** An ENI of the cloud as the API shows it. */
import type { Eni, PrivateIp } from '#lib/schema/eni.ts'
import type { Scope } from '#lib/schema/scope.ts'
import type { CloudEni, CloudPrivateIp } from '#lib/server/cloud/client.ts'

const toPrivateIp = ({ ip, isPrimary, state, eipId, publicIp, note }: CloudPrivateIp): PrivateIp => ({
  ip,
  isPrimary,
  state,
  eip: eipId === undefined && publicIp === undefined ? undefined : { eipId, publicIp },
  note,
})

/** Primary address first, the rest as the cloud lists them. `zone` and `limit` come from elsewhere: the ENI does not tell them. */
export function toEni(scope: Scope, seen: CloudEni, zone: string | undefined, limit: number | undefined): Eni {
  const privateIps = seen.privateIps.map(toPrivateIp)
  const primary = privateIps.findIndex((address) => address.isPrimary)
  if (primary > 0) privateIps.unshift(...privateIps.splice(primary, 1))
  return {
    account: scope.account,
    region: scope.region,
    vpcId: seen.vpcId,
    subnetId: seen.subnetId,
    eniId: seen.eniId,
    name: seen.name,
    description: seen.description,
    isPrimary: seen.isPrimary,
    mac: seen.mac,
    state: seen.state,
    zone: seen.zone ?? zone,
    instanceId: seen.instanceId,
    securityGroups: seen.securityGroups,
    tags: seen.tags,
    createdAt: seen.createdAt,
    business: seen.business,
    qosLevel: seen.qosLevel,
    privateIps,
    quota: { used: privateIps.length, limit },
  }
}
