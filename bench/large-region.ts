import { formatIpv4 } from '#lib/ip/ipv4.ts'
import type { CloudEni } from '#lib/server/cloud/client.ts'
import { createInventory } from '#lib/server/inventory/create.ts'
import { eniOf, fakeCloud, stillClock, vpcOf } from '#lib/server/inventory/fake-cloud.ts'
import type { Inventory } from '#lib/server/inventory/types.ts'

const enisPerVpc = 10_000
export const addressesEach = 4
export const regionName = 'r1'

const nth = (n: number): CloudEni => {
  const at = n % enisPerVpc
  const ip = (k: number) => formatIpv4(0x0a000000 + at * addressesEach + k + 2)
  return eniOf(`eni-${n.toString(36).padStart(8, '0')}`, {
    vpcId: `vpc-${Math.floor(n / enisPerVpc)}`,
    subnetId: `subnet-${at % 40}`,
    // In no order, as names are.
    name: `${['web', 'api', 'db', 'job'][n % 4] ?? ''}-${(n * 7919) % 100_003}`,
    instanceId: `ins-${n.toString(36)}`,
    mac: `20:90:6f:${[16, 8, 0].map((bits) => ((n >> bits) & 255).toString(16).padStart(2, '0')).join(':')}`,
    privateIps: Array.from({ length: addressesEach }, (_, k) => ({ ip: ip(k), isPrimary: k === 0 })),
  })
}

/** An inventory over one region with so many ENIs of four addresses each, not yet read, from a cloud that answers at once. */
export function largeRegion(enis: number): { inventory: Inventory; world: readonly CloudEni[] } {
  const { clock } = stillClock()
  const cloud = fakeCloud(clock, { regions: [regionName] })
  const world = Array.from({ length: enis }, (_, n) => nth(n))
  const vpcs = Array.from({ length: Math.ceil(enis / enisPerVpc) }, (_, n) => vpcOf(`vpc-${n}`))
  Object.assign(cloud.world(regionName), { vpcs, enis: world })
  return { inventory: createInventory({ clients: [cloud.client], clock, quotaFor: () => undefined }), world }
}
