import { formatIp, parseCidr } from '#emulator/state/ipv4.ts'
import type { Address, Eni, Instance, Snapshot, Subnet, Vpc } from '#emulator/state/types.ts'
import { epoch } from './build.ts'

const enisPerVpc = 10_000
const subnetsPerVpc = 4

const base36 = (value: number) => value.toString(36).padStart(6, '0')

/**
 * The base world plus a fleet in VPCs of its own, until there are `total` ENIs. The same number gives the same fleet:
 * at most 10,000 ENIs a VPC, 1–7 addresses each (4 on average), nine of ten attached.
 */
export const fleet = (base: Snapshot, total: number): Snapshot => {
  const count = total - base.enis.length
  if (count < 0) throw new Error(`a fleet of ${total} is smaller than its base of ${base.enis.length} network interfaces`)
  const vpcs: Vpc[] = []
  const subnets: (Subnet & { next: number })[] = []
  const instances: Instance[] = []
  const enis: Eni[] = []
  for (let n = 0; n < count; n += 1) {
    const v = Math.floor(n / enisPerVpc)
    const vpcId = `vpc-fl${base36(v)}`
    if (n % enisPerVpc === 0) {
      vpcs.push({
        vpcId,
        legacyId: `gz_vpc_${1000 + v}`,
        region: 'ap-guangzhou',
        name: `fleet-${String(v + 1).padStart(2, '0')}`,
        cidr: `10.${100 + v}.0.0/16`,
        isDefault: false,
        createdAt: epoch,
      })
      for (let s = 0; s < subnetsPerVpc; s += 1) {
        const cidr = `10.${100 + v}.${s * 64}.0/18`
        subnets.push({
          subnetId: `subnet-fl${base36(v * subnetsPerVpc + s)}`,
          legacyId: 20_000 + v * subnetsPerVpc + s,
          vpcId,
          name: `fleet-${v + 1}-${s + 1}`,
          cidr,
          zone: `ap-guangzhou-${s % 2 === 0 ? 3 : 4}`,
          isDefault: false,
          createdAt: epoch,
          next: parseCidr(cidr).first + 2,
        })
      }
    }
    const subnet = subnets[v * subnetsPerVpc + (n % subnetsPerVpc)]
    if (subnet === undefined) throw new Error('unreachable: each VPC of the fleet has its subnets')
    const createdAt = epoch + n * 1000
    const isAttached = n % 10 !== 9
    const instanceId = `ins-fl${base36(n)}`
    if (isAttached) instances.push({ instanceId, name: `node-${n + 1}`, vpcId, zone: subnet.zone, cpu: 8 })
    const addresses: Address[] = []
    for (let a = 0; a <= (n * 3) % 7; a += 1) {
      addresses.push({
        ip: formatIp(subnet.next),
        primary: a === 0,
        state: 'AVAILABLE',
        description: '',
        eipId: '',
        publicIp: '',
        blocked: false,
        createdAt,
      })
      subnet.next += 1
    }
    enis.push({
      eniId: `eni-fl${base36(n)}`,
      vpcId,
      subnetId: subnet.subnetId,
      name: `node-${String(n + 1).padStart(6, '0')}`,
      description: '',
      primary: n % 2 === 0,
      mac: `20:90:70:${[n >>> 16, n >>> 8, n].map((part) => (part & 255).toString(16).toUpperCase().padStart(2, '0')).join(':')}`,
      state: 'AVAILABLE',
      instanceId: isAttached ? instanceId : null,
      attachedAt: isAttached ? createdAt : null,
      createdAt,
      securityGroupIds: [],
      tags: [],
      addresses,
    })
  }
  return {
    ...base,
    vpcs: [...base.vpcs, ...vpcs],
    subnets: [...base.subnets, ...subnets.map(({ next: _next, ...subnet }) => subnet)],
    enis: [...base.enis, ...enis],
    instances: [...base.instances, ...instances],
  }
}
