import { expect, test } from 'vitest'
import { World } from '#emulator/state/world.ts'
import { parseCidr } from '#emulator/state/ipv4.ts'
import { parseSnapshot } from '#emulator/state/snapshot.ts'
import { createV2Client } from '#emulator/testing/v2-client.ts'
import { startEmulator } from '#emulator/server.ts'
import { fleet } from './fleet.ts'
import { smallSeed } from './small.ts'

const seed = smallSeed()
const world = new World(smallSeed())

test('it is the same every time, and readable as a file', () => {
  expect(smallSeed()).toEqual(seed)
  expect(parseSnapshot(JSON.parse(JSON.stringify(seed)))).toEqual(seed)
})

test('the user’s own example is there, attached, with room for more', () => {
  expect(world.vpcs.get('vpc-7t9nf3pu')?.region).toBe('ap-guangzhou')
  expect(world.enis.get('eni-m6dyj72l')).toMatchObject({ vpcId: 'vpc-7t9nf3pu', instanceId: 'ins-4qx1web1', state: 'AVAILABLE' })
  for (let n = 5; n <= 15; n += 1) expect(world.holderOf('vpc-7t9nf3pu', parseCidr(`10.0.0.${n}/32`).first)).toBeUndefined()
})

test('what the tests and screens count on', () => {
  expect(seed.vpcs.filter((vpc) => vpc.region === 'ap-guangzhou')).toHaveLength(3)
  expect(seed.vpcs.filter((vpc) => vpc.region === 'ap-shanghai')).toHaveLength(1)
  expect(seed.subnets.length).toBeGreaterThanOrEqual(8)
  expect(seed.enis.length).toBeGreaterThanOrEqual(40)
  const sameCidr = seed.subnets.filter((subnet) => subnet.cidr === '10.0.0.0/24')
  expect(new Set(sameCidr.map((subnet) => subnet.vpcId)).size).toBe(2)
  expect(world.usageOf('subnet-4lbtn28q')).toEqual({ total: 13, free: 1 })
  expect(seed.subnets.some((subnet) => subnet.cidr.endsWith('/20'))).toBe(true)
  expect(new Set(seed.enis.map((eni) => eni.state))).toEqual(new Set(['AVAILABLE', 'PENDING', 'ATTACHING', 'DETACHING', 'DELETING']))
  expect(new Set(seed.enis.flatMap((eni) => eni.addresses.map((address) => address.state)))).toEqual(
    new Set(['AVAILABLE', 'PENDING', 'MIGRATING', 'DELETING']),
  )
  expect(
    seed.enis.some((eni) => eni.addresses.filter((address) => address.ip === '10.0.0.2').length > 0 && eni.vpcId === 'vpc-5c2mstg1'),
  ).toBe(true)
  expect(seed.enis.some((eni) => eni.addresses.some((address) => address.eipId !== ''))).toBe(true)
  expect(new Set(seed.held.map((held) => held.resourceType))).toEqual(new Set(['HAVIP', 'CFS', 'TKE', 'CTSDB']))
  for (const eni of seed.enis) {
    expect([...eni.name].length).toBeLessThanOrEqual(60)
    expect(eni.addresses.filter((address) => address.primary)).toEqual([eni.addresses[0]])
    // Where its instance is.
    const instance = world.instances.get(eni.instanceId ?? '')
    const place = { vpcId: eni.vpcId, zone: world.subnets.get(eni.subnetId)?.zone }
    expect(eni.instanceId === null || (instance?.vpcId === place.vpcId && instance.zone === place.zone)).toBe(true)
  }
  for (const vpc of seed.vpcs) {
    const names = seed.enis.filter((eni) => eni.vpcId === vpc.vpcId).map((eni) => eni.name)
    expect(new Set(names).size).toBe(names.length)
  }
})

test('a fleet has exactly the size asked for and is the same every time', () => {
  expect(fleet(smallSeed(), 25_000).enis).toHaveLength(25_000)
  expect(fleet(smallSeed(), 300)).toEqual(fleet(smallSeed(), 300))
  expect(fleet(smallSeed(), seed.enis.length)).toEqual(seed)
  expect(() => fleet(smallSeed(), 3)).toThrow('smaller than its base')
})

test('100,000 ENIs are ready within seconds and answer at once', async () => {
  const start = performance.now()
  const emulator = await startEmulator({ enis: 100_000 })
  const client = createV2Client(emulator)
  const first = await client.call('DescribeNetworkInterfaces', { limit: 50 })
  expect(performance.now() - start).toBeLessThan(15_000)
  expect(first).toMatchObject({ code: 0, data: { totalNum: 99_995 } })
  const eniId = `eni-fl${(50_000).toString(36).padStart(6, '0')}`
  const vpcId = emulator.cloud.world.enis.get(eniId)?.vpcId ?? ''
  const again = performance.now()
  expect(
    await client.call('AssignPrivateIpAddresses', { vpcId, networkInterfaceId: eniId, secondaryPrivateIpAddressCount: 3 }),
  ).toMatchObject({ code: 0 })
  for (let page = 0; page < 100; page += 1) await client.call('DescribeNetworkInterfaces', { vpcId, limit: 50, offset: page * 50 })
  expect(performance.now() - again).toBeLessThan(5000)
  await emulator.close()
}, 60_000)
