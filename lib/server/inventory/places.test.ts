import { describe, expect, it } from 'vitest'
import { createInventory } from './create.ts'
import { eniOf, fakeCloud, settle, stillClock, vpcOf } from './fake-cloud.ts'
import type { Inventory } from './types.ts'

const scope = { account: 'main', region: 'r1' }
function setUp() {
  const still = stillClock()
  const cloud = fakeCloud(still.clock)
  return { ...still, cloud, inventory: createInventory({ clients: [cloud.client], clock: still.clock, quotaFor: () => undefined }) }
}

it('a region without a VPC is as old as its list, and its version says when that was read anew', async () => {
  const { cloud, inventory, advance } = setUp()
  cloud.world('r1').vpcs = []
  const first = await inventory.enis()
  advance(600_000)
  await inventory.refresh()
  await settle()
  const then = await inventory.enis()
  expect(then.observedAt).not.toBe(first.observedAt)
  expect(then.version).not.toBe(first.version)
})

describe('what a subnet has free', () => {
  const freeOf = async (inventory: Inventory) => (await inventory.findEni('eni-1', scope)).subnet?.free
  const one = { ip: '10.0.0.5', isPrimary: true }
  const two = { ip: '10.0.0.6', isPrimary: false }
  const world = (free: number, privateIps: (typeof one)[]) => ({
    vpcs: [vpcOf('vpc-a')],
    subnets: [{ subnetId: 'subnet-a', vpcId: 'vpc-a', name: 'a', cidr: '10.0.0.0/24', zone: 'z', free, total: 253 }],
    enis: [eniOf('eni-1', { privateIps })],
  })

  it('is counted anew for who looks at an ENI after addresses of it came or went, and not otherwise', async () => {
    const { cloud, inventory, clock, advance } = setUp()
    const placesCalls = () => cloud.calls.filter((call) => call === 'subnets r1').length
    Object.assign(cloud.world('r1'), world(250, [one]))
    await inventory.enis()
    expect(await freeOf(inventory)).toBe(250)
    advance(10_000)
    inventory.observe(scope, eniOf('eni-1', { privateIps: [one] }), clock.now())
    await freeOf(inventory)
    expect(placesCalls()).toBe(1)
    Object.assign(cloud.world('r1'), world(249, [one, two]))
    inventory.observe(scope, eniOf('eni-1', { privateIps: [one, two] }), clock.now())
    expect([await freeOf(inventory), await freeOf(inventory), placesCalls()]).toEqual([249, 249, 2])
  })

  it('is read every 5 s at most, however often addresses change, and does not keep anybody waiting', async () => {
    const { cloud, inventory, clock, advance } = setUp()
    Object.assign(cloud.world('r1'), world(250, [one]))
    await inventory.enis()
    advance(4_999)
    Object.assign(cloud.world('r1'), world(249, [one, two]))
    inventory.observe(scope, eniOf('eni-1', { privateIps: [one, two] }), clock.now())
    expect(await freeOf(inventory)).toBe(250)
    advance(1)
    cloud.hold()
    const waiting = freeOf(inventory)
    await settle()
    advance(500)
    expect(await waiting).toBe(250)
    cloud.release()
    await settle()
    expect(await freeOf(inventory)).toBe(249)
  })
})
