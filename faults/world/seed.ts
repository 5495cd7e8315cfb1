import { build } from '#emulator/seed/build.ts'
import type { Snapshot } from '#emulator/state/types.ts'

export const region = 'ap-guangzhou'
export const vpcId = 'vpc-faults01'
const subnetId = 'subnet-faults1'
const quota = 60

/** 1…8; the ENI `eniOf(1)` is the one that most rows are about. */
export const eniOf = (n: number): string => `eni-faults0${n}`
/** An address that nothing holds at the start: 0…3000. */
export const ipOf = (n: number): string => `10.9.${1 + Math.floor(n / 200)}.${10 + (n % 200)}`
/** A secondary address that the ENI has from the start, 0…3. */
export const ownedIp = (eni: number, n: number): string => `10.9.0.${20 + eni * 10 + n}`

/** Eight ENIs of one subnet, each with its primary and four secondary addresses. */
export const seed = (): Snapshot =>
  build({
    vpcs: [{ vpcId, region, name: 'faults', cidr: '10.9.0.0/16' }],
    subnets: [{ subnetId, vpcId, name: 'faults', cidr: '10.9.0.0/18', zone: 'ap-guangzhou-3' }],
    instances: [{ instanceId: 'ins-faults01', name: 'faults', vpcId, zone: 'ap-guangzhou-3', cpu: 32 }],
    securityGroups: [{ securityGroupId: 'sg-faults01', name: 'faults', projectId: 0 }],
    enis: Array.from({ length: 8 }, (_, i) => ({
      id: eniOf(i + 1),
      name: `faults-${i + 1}`,
      subnet: subnetId,
      instance: 'ins-faults01',
      ips: [`10.9.0.${10 + i}`, ...[0, 1, 2, 3].map((n) => ownedIp(i + 1, n))],
      quota,
    })),
    held: [],
  })
