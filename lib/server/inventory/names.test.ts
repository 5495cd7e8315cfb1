/** What ENIs are called, for lists of what is known by ENI ids alone. */
import { expect, it } from 'vitest'
import { createInventory } from './create.ts'
import { eniOf, fakeCloud, settle, stillClock, vpcOf } from './fake-cloud.ts'

const scope = { account: 'main', region: 'r1' }
const place = { ...scope, vpcId: 'vpc-a' }

function setUp() {
  const still = stillClock()
  const cloud = fakeCloud(still.clock)
  const { world } = cloud
  world('r1').vpcs = [vpcOf('vpc-a'), vpcOf('vpc-b')]
  world('r1').enis = [eniOf('eni-1', { name: 'web' }), eniOf('eni-2', { name: '' }), eniOf('eni-3', { name: 'db', vpcId: 'vpc-b' })]
  const inventory = createInventory({ clients: [cloud.client], clock: still.clock, quotaFor: () => undefined })
  /** Every VPC anew, and what its arrival sets off. */
  const readAgain = async () => {
    still.advance(61_000)
    await inventory.enis()
    await settle()
  }
  return { ...still, cloud, inventory, readAgain }
}

it('a name is known once its VPC was read, to who may see it, and asks the cloud nothing', async () => {
  const { inventory, cloud } = setUp()
  expect(inventory.nameOf(place, 'eni-1')).toBeUndefined()
  expect(cloud.calls).toEqual([])
  await inventory.enis({ vpc: 'vpc-a' })
  expect(inventory.nameOf(place, 'eni-1')).toBe('web')
  expect(inventory.nameOf({ ...place, vpcId: 'vpc-b' }, 'eni-3')).toBeUndefined()
  const calls = cloud.calls.length
  for (const other of [{ account: 'other' }, { region: 'r9' }, { vpcId: 'vpc-z' }])
    expect(inventory.nameOf({ ...place, ...other }, 'eni-1')).toBeUndefined()
  expect(inventory.nameOf(place, 'eni-2'), 'nobody named it').toBeUndefined()
  expect(inventory.within(['other']).nameOf(place, 'eni-1')).toBeUndefined()
  expect(cloud.calls).toHaveLength(calls)
})

it('only a reading that finds another name, another ENI or one less is another version', async () => {
  const { inventory, cloud, readAgain } = setUp()
  const versions = [inventory.namesVersion()]
  const isNew = () => versions.push(inventory.namesVersion()) > 1 && versions.at(-1) !== versions.at(-2)
  await readAgain()
  expect(isNew()).toBe(true)
  cloud.world('r1').enis = cloud.world('r1').enis.map((eni) => ({ ...eni, state: 'inuse' }))
  await readAgain()
  expect(isNew()).toBe(false)
  cloud.world('r1').enis = [eniOf('eni-1', { name: 'web-2' }), ...cloud.world('r1').enis.slice(1)]
  await readAgain()
  expect([isNew(), inventory.nameOf(place, 'eni-1')]).toEqual([true, 'web-2'])
  cloud.world('r1').enis = cloud.world('r1').enis.slice(1)
  await readAgain()
  expect([isNew(), inventory.nameOf(place, 'eni-1')]).toEqual([true, undefined])
})

it('one ENI seen by itself likewise', async () => {
  const { inventory, clock, readAgain, advance } = setUp()
  await readAgain()
  const before = inventory.namesVersion()
  const see = (eni: Parameters<typeof inventory.observe>[1]) => {
    advance(1000)
    inventory.observe(scope, eni, clock.now())
    return inventory.namesVersion() - before
  }
  expect(see(eniOf('eni-1', { name: 'web', state: 'inuse' }))).toBe(0)
  expect(see(eniOf('eni-1', { name: 'web-2' }))).toBe(1)
  expect(see({ gone: 'eni-1' })).toBe(2)
  expect(see({ gone: 'eni-9' })).toBe(2)
})
