import { describe, expect, it } from 'vitest'
import { CloudError } from '#lib/server/cloud/client.ts'
import { createInventory } from './create.ts'
import { eniOf, fakeCloud, settle, stillClock, vpcOf } from './fake-cloud.ts'

function setUp(options: { accounts?: string[]; regions?: string[] } = {}) {
  const still = stillClock()
  const clouds = (options.accounts ?? ['main']).map((account) => fakeCloud(still.clock, { account, regions: options.regions }))
  const [cloud] = clouds
  if (!cloud) throw new Error('there is always one')
  const inventory = createInventory({ clients: clouds.map(({ client }) => client), clock: still.clock, quotaFor: () => undefined })
  return { ...still, cloud, clouds, inventory }
}
const scope = { account: 'main', region: 'r1' }
const ids = (page: { items: { eniId: string }[] }) => page.items.map((eni) => eni.eniId)

describe('reading behind', () => {
  it('many who ask at once cost one listing', async () => {
    const { cloud, inventory } = setUp()
    cloud.world('r1').enis = [eniOf('eni-1')]
    cloud.hold()
    const pages = Array.from({ length: 20 }, () => inventory.enis({ vpc: 'vpc-a' }))
    await settle()
    cloud.release()
    expect((await Promise.all(pages)).map(ids)).toEqual(Array.from({ length: 20 }, () => ['eni-1']))
    expect(cloud.calls).toEqual(['vpcs r1', 'subnets r1', 'enis r1 vpc-a'])
  })

  it('all VPCs cost one listing of the region, one VPC one of its own', async () => {
    const { cloud, inventory } = setUp()
    cloud.world('r1').vpcs = [vpcOf('vpc-a'), vpcOf('vpc-b'), vpcOf('vpc-c')]
    cloud.world('r1').enis = [eniOf('eni-1'), eniOf('eni-2', { vpcId: 'vpc-b' })]
    expect(ids(await inventory.enis())).toEqual(['eni-1', 'eni-2'])
    expect(ids(await inventory.enis({ vpc: 'vpc-c' }))).toEqual([])
    expect(cloud.enisCalls()).toEqual(['enis r1 *'])
  })

  it('an old list is shown with its age while the new one comes', async () => {
    const { cloud, inventory, clock, advance } = setUp()
    const loadedAt = new Date(clock.now()).toISOString()
    cloud.world('r1').enis = [eniOf('eni-1')]
    await inventory.enis()
    advance(61_000)
    cloud.world('r1').enis = [eniOf('eni-1'), eniOf('eni-2')]
    cloud.hold()
    expect(await inventory.enis()).toMatchObject({ total: 1, observedAt: loadedAt, missing: undefined })
    cloud.release()
    await settle()
    expect(await inventory.enis()).toMatchObject({ total: 2, observedAt: new Date(clock.now()).toISOString() })
  })

  it('a failed one keeps what was there and says so', async () => {
    const { cloud, inventory, advance } = setUp()
    cloud.world('r1').enis = [eniOf('eni-1')]
    const before = await inventory.enis({ vpc: 'vpc-a' })
    cloud.fail('r1', new CloudError('unavailable'))
    advance(61_000)
    await inventory.enis({ vpc: 'vpc-a' })
    await settle()
    const after = await inventory.enis({ vpc: 'vpc-a' })
    expect(after).toMatchObject({
      items: before.items,
      observedAt: before.observedAt,
      missing: [{ account: 'main', region: 'r1', vpcId: 'vpc-a', code: 'unavailable' }],
    })
  })

  it('Refresh reads anew and waits', async () => {
    const { cloud, inventory, advance } = setUp()
    await inventory.enis({ vpc: 'vpc-a' })
    advance(2_000)
    cloud.world('r1').enis = [eniOf('eni-new')]
    await Promise.all([inventory.refresh({ vpc: 'vpc-a' }), inventory.refresh({ vpc: 'vpc-a' })])
    expect(ids(await inventory.enis({ vpc: 'vpc-a' }))).toEqual(['eni-new'])
    expect(cloud.enisCalls()).toHaveLength(2)
  })

  it('a first reading that takes long is not waited for without end', async () => {
    const { cloud, inventory, advance } = setUp()
    cloud.hold()
    const page = inventory.enis()
    await settle()
    advance(2_000)
    expect(await page).toMatchObject({ items: [], missing: [{ region: 'r1', code: 'loading' }] })
    cloud.release()
    await settle()
    expect((await inventory.enis()).missing).toBeUndefined()
  })
})

describe('regions and accounts', () => {
  it('one region that fails does not hide the others', async () => {
    const { cloud, inventory } = setUp({ regions: ['r1', 'r2'] })
    cloud.world('r1').enis = [eniOf('eni-1')]
    cloud.fail('r2', new CloudError('timeout'))
    const missing = [{ account: 'main', region: 'r2', code: 'timeout' }]
    expect(await inventory.enis()).toMatchObject({ total: 1, missing })
    expect(await inventory.vpcs()).toMatchObject({ total: 1, missing })
    expect((await inventory.search('10.0.0.5')).searched).toMatchObject([
      { region: 'r1', enis: 1, error: undefined },
      { region: 'r2', enis: 0, error: 'timeout' },
    ])
  })

  it.each([
    ['unavailable', 'cloud_unreachable'],
    ['auth_failed', 'cloud_refused'],
  ] as const)('nothing at all to show (%s) is an error: %s', async (reason, code) => {
    const { cloud, inventory } = setUp()
    cloud.fail('r1', new CloudError(reason, { cloudCode: '1', cloudMessage: 'why' }))
    const error = { code, detail: { params: { cause: reason, cloudCode: '1', cloudMessage: 'why' } } }
    await expect(inventory.enis()).rejects.toMatchObject(error)
    await expect(inventory.vpcs()).rejects.toMatchObject(error)
    await expect(inventory.enis({ vpc: 'vpc-a' })).rejects.toMatchObject(error)
    await expect(inventory.usedAddresses(scope, 'vpc-a')).rejects.toMatchObject(error)
    await expect(inventory.findEni('eni-1')).rejects.toMatchObject(error)
  })

  it('unknown account, region, VPC', async () => {
    const { inventory } = setUp()
    await expect(inventory.enis({ account: 'x' })).rejects.toMatchObject({ code: 'invalid', detail: { fields: [{ path: 'account' }] } })
    await expect(inventory.vpcs({ region: 'x' })).rejects.toMatchObject({ code: 'invalid', detail: { fields: [{ path: 'region' }] } })
    await expect(inventory.enis({ vpc: 'vpc-x' })).rejects.toMatchObject({ code: 'not_found', detail: { fields: [{ path: 'vpc' }] } })
    await expect(inventory.findEni('eni-x', { account: 'x' })).rejects.toMatchObject({ code: 'invalid' })
  })

  it('a VPC made a moment ago is found', async () => {
    const { cloud, inventory, advance } = setUp()
    await inventory.vpcs()
    advance(11_000)
    cloud.world('r1').vpcs.push(vpcOf('vpc-new'))
    expect((await inventory.enis({ vpc: 'vpc-new' })).total).toBe(0)
  })
})

describe('one ENI', () => {
  it('is found by one read when nothing was listed yet', async () => {
    const { cloud, inventory } = setUp({ regions: ['r1', 'r2'] })
    cloud.world('r2').enis = [eniOf('eni-1')]
    expect(await inventory.findEni('eni-1')).toMatchObject({ eni: { eniId: 'eni-1', region: 'r2' }, vpc: { vpcId: 'vpc-a' } })
    expect(cloud.enisCalls()).toEqual([])
    await inventory.readEni({ account: 'main', region: 'r2' }, 'vpc-a', 'eni-1')
    const calls = cloud.calls.length
    expect((await inventory.findEni('eni-1', { region: 'r2' })).eni.eniId).toBe('eni-1')
    expect(cloud.calls.slice(calls).filter((call) => call.startsWith('eni '))).toEqual([])
  })

  it('that is in two places needs a choice', async () => {
    const { clouds, inventory } = setUp({ accounts: ['main', 'other'] })
    for (const cloud of clouds) cloud.world('r1').enis = [eniOf('eni-1')]
    const choices = [
      { account: 'main', region: 'r1' },
      { account: 'other', region: 'r1' },
    ]
    await expect(inventory.findEni('eni-1')).rejects.toMatchObject({ code: 'ambiguous', detail: { choices } })
    expect((await inventory.findEni('eni-1', { account: 'other' })).eni.account).toBe('other')
  })

  it('that is not in a young list is not asked for again; in an older one it is', async () => {
    const { cloud, inventory, advance } = setUp()
    await inventory.enis()
    await expect(inventory.findEni('eni-1')).rejects.toMatchObject({ code: 'not_found' })
    expect(cloud.calls.filter((call) => call.startsWith('eni '))).toEqual([])
    advance(10_001)
    cloud.world('r1').enis = [eniOf('eni-1')]
    expect((await inventory.findEni('eni-1')).eni.eniId).toBe('eni-1')
    expect(ids(await inventory.enis())).toEqual(['eni-1'])
  })

  it('found in one place is shown although another could not be asked', async () => {
    const { cloud, inventory } = setUp({ regions: ['r1', 'r2'] })
    cloud.world('r1').enis = [eniOf('eni-1')]
    cloud.fail('r2', new CloudError('timeout'))
    expect((await inventory.findEni('eni-1')).eni.region).toBe('r1')
    await expect(inventory.findEni('eni-2')).rejects.toMatchObject({ code: 'cloud_unreachable' })
  })

  it('read now has a deadline', async () => {
    const { cloud, inventory, advance } = setUp()
    cloud.hold()
    const reading = inventory.readEni(scope, 'vpc-a', 'eni-1', { deadlineMs: 3_000 }).catch((error: unknown) => error)
    await settle()
    advance(3_000)
    expect(await reading).toMatchObject({ code: 'cloud_unreachable', detail: { params: { cause: 'timeout' } } })
  })

  it('read now changes the list and its version, and not what a listing says that began before', async () => {
    const { cloud, inventory, clock, advance } = setUp()
    const world = cloud.world('r1')
    world.enis = [eniOf('eni-1')]
    const before = await inventory.enis({ vpc: 'vpc-a' })
    const versions = [(await inventory.enis({ vpc: 'vpc-a' })).version]
    advance(61_000)
    cloud.hold()
    await inventory.enis({ vpc: 'vpc-a' })
    await settle()
    advance(10)
    const seen = eniOf('eni-1', {
      privateIps: [
        { ip: '10.0.0.5', isPrimary: true },
        { ip: '10.0.0.6', isPrimary: false },
      ],
    })
    inventory.observe(scope, seen, clock.now())
    const during = await inventory.enis({ vpc: 'vpc-a' })
    expect(during.items[0]?.quota.used).toBe(2)
    expect(during.observedAt).toBe(before.observedAt)
    expect(during.version).not.toBe(before.version)
    versions.push((await inventory.enis({ vpc: 'vpc-a' })).version)
    cloud.release()
    await settle()
    expect((await inventory.enis({ vpc: 'vpc-a' })).items[0]?.quota.used).toBe(2)
    versions.push((await inventory.enis({ vpc: 'vpc-a' })).version)
    expect(new Set(versions).size).toBe(3)
    expect((await inventory.usedAddresses(scope, 'vpc-a')).holderOf(0x0a000006)).toEqual({
      eniId: 'eni-1',
      eniName: 'eni-1',
      instanceId: undefined,
    })
  })

  it('others get their turn while a long listing is taken in, and nothing that comes in it is lost', async () => {
    const { cloud, inventory, clock, advance } = setUp()
    const many = Array.from({ length: 5000 }, (_, n) => eniOf(`eni-${n}`))
    cloud.world('r1').enis = many
    await inventory.enis({ vpc: 'vpc-a' })
    advance(61_000)
    await inventory.enis({ vpc: 'vpc-a' })
    advance(10)
    let turns = 0
    const old = (await inventory.enis({ vpc: 'vpc-a' })).observedAt
    while (turns < 100 && (await inventory.enis({ vpc: 'vpc-a' })).observedAt === old) {
      await settle()
      turns += 1
      // Both have been taken in already.
      if (turns === 1) {
        inventory.observe(scope, { gone: 'eni-0' }, clock.now())
        // Of the rows that are shown next.
        cloud.client.quotaOf = async () => 7
      }
    }
    expect(turns).toBeGreaterThan(1)
    const now = await inventory.enis({ vpc: 'vpc-a' })
    expect(now.total).toBe(4999)
    expect(now.items.find(({ eniId }) => eniId === 'eni-1')?.quota.limit).toBe(7)
  })

  it('gone, and an older observation does not bring it back', async () => {
    const { cloud, inventory, clock, advance } = setUp()
    cloud.world('r1').enis = [eniOf('eni-1')]
    await inventory.enis()
    const early = clock.now() + 5
    advance(10)
    inventory.observe(scope, { gone: 'eni-1' }, clock.now())
    inventory.observe(scope, eniOf('eni-1'), early)
    expect((await inventory.enis()).total).toBe(0)
    expect((await inventory.usedAddresses(scope, 'vpc-a')).holderOf(0x0a000005)).toBeUndefined()
  })
})

describe('used addresses', () => {
  it('a refusal is held against requests for a minute, and only kept from proposals for ten', async () => {
    const { inventory, advance } = setUp()
    inventory.noteTaken(scope, 'vpc-a', 0x0a000032)
    const used = await inventory.usedAddresses(scope, 'vpc-a')
    expect(used.holderOf(0x0a000032)).toEqual({})
    expect([...used.taken()]).toContain(0x0a000032)
    expect(used.complete).toBe(false)
    advance(59_999)
    expect((await inventory.usedAddresses(scope, 'vpc-a')).holderOf(0x0a000032)).toBeDefined()
    advance(1)
    const later = await inventory.usedAddresses(scope, 'vpc-a')
    expect(later.holderOf(0x0a000032)).toBeUndefined()
    expect([...later.taken()]).toContain(0x0a000032)
    advance(9 * 60_000)
    expect([...(await inventory.usedAddresses(scope, 'vpc-a')).taken()]).not.toContain(0x0a000032)
  })
})
