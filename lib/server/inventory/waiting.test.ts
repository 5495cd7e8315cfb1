/** How long whoever asks is kept waiting, and who goes first. */
import { describe, expect, it, vi } from 'vitest'
import { createInventory } from './create.ts'
import { EniIndex } from './eni-index.ts'
import { eniOf, fakeCloud, settle, stillClock, vpcOf } from './fake-cloud.ts'
import { pageReply } from './page-reply.ts'

function setUp() {
  const still = stillClock()
  const [cloud, other] = [fakeCloud(still.clock), fakeCloud(still.clock, { account: 'other' })]
  cloud.world('r1').enis = [eniOf('eni-1')]
  const inventory = createInventory({ clients: [cloud.client, other.client], clock: still.clock, quotaFor: () => undefined })
  return { ...still, cloud, other, inventory }
}
const main = { account: 'main', region: 'r1' }
/** What became of it, without waiting for it. */
const fateOf = <T>(work: Promise<T>) => {
  const fate: { value?: T; error?: unknown; isOver: boolean } = { isOver: false }
  work.then(
    (value) => Object.assign(fate, { value, isOver: true }),
    (error: unknown) => Object.assign(fate, { error, isOver: true }),
  )
  return fate
}

describe('a list on a cold start', () => {
  it.each([{}, { vpc: 'vpc-a' }])('is answered after two seconds, once, with what is missing: %o', async (query) => {
    const { cloud, other, inventory, advance } = setUp()
    cloud.hold()
    other.hold()
    const list = fateOf(pageReply(inventory, query, inventory.enis))
    await settle()
    advance(1_999)
    await settle()
    expect(list.isOver).toBe(false)
    advance(1)
    await settle()
    expect(list.value?.body).toMatchObject({ total: 0, missing: [{ account: 'main', code: 'loading' }, { code: 'loading' }] })
    expect(list.value?.etag).toBe(list.value?.body.version)
    cloud.release()
    other.release()
    await settle()
    await inventory.enis(query)
    await settle()
    expect(await inventory.enis(query)).toMatchObject({ total: 1, missing: undefined })
  })

  it('says at once that a cursor or a sort key is none', async () => {
    const { cloud, inventory } = setUp()
    cloud.hold()
    await expect(inventory.enis({ cursor: 'zzzz' })).rejects.toMatchObject({ code: 'bad_cursor' })
    await expect(inventory.vpcs({ cursor: 'zzzz' })).rejects.toMatchObject({ code: 'bad_cursor' })
    await expect(inventory.enis({ sort: 'nothing' })).rejects.toMatchObject({ code: 'invalid' })
    expect(cloud.calls).toEqual([])
  })
})

describe('a list that was given out already', () => {
  it('is not sorted again for who asks once more, in however many orders others want theirs', async () => {
    const { inventory, clock } = setUp()
    const orders = ['name', '-name', 'ip', 'used', 'state']
    const ask = async () => {
      for (const sort of orders) await inventory.enis({ ...main, vpc: 'vpc-a', sort })
    }
    await ask()
    const list = vi.spyOn(EniIndex.prototype, 'list')
    const sort = vi.spyOn(EniIndex.prototype, 'sort')
    await ask()
    expect(list).not.toHaveBeenCalled()
    expect(sort).not.toHaveBeenCalled()
    inventory.observe(main, eniOf('eni-2'), clock.now() + 1)
    await ask()
    expect(list).toHaveBeenCalled()
    expect(sort).toHaveBeenCalled()
    list.mockRestore()
    sort.mockRestore()
  })
})

describe('what somebody waits for', () => {
  it('a newer reading: three seconds, then what is kept, and that it is being read', async () => {
    const { cloud, inventory, advance, clock } = setUp()
    const query = { ...main, vpc: 'vpc-a' }
    await inventory.enis(query)
    const readAt = new Date(clock.now()).toISOString()
    advance(2_000)
    cloud.hold()
    const list = fateOf(pageReply(inventory, { ...query, fresh: '1' }, inventory.enis))
    await settle()
    advance(2_999)
    await settle()
    expect(list.isOver).toBe(false)
    advance(1)
    await settle()
    const part = { account: 'main', region: 'r1', vpcId: 'vpc-a', code: 'loading' }
    expect(list.value?.body).toMatchObject({ total: 1, observedAt: readAt, missing: [part] })
    expect(await inventory.vpcs(main)).toMatchObject({ total: 1, missing: [{ account: 'main', region: 'r1', code: 'loading' }] })
    cloud.release()
    await settle()
    await settle()
    expect((await inventory.enis(query)).missing).toBeUndefined()
  })

  it('VPCs, subnets and a search: five seconds, then what is missing by name', async () => {
    const { cloud, other, inventory, advance } = setUp()
    await inventory.enis(main)
    other.hold()
    cloud.hold()
    const all = [inventory.vpcs(), inventory.subnets(), inventory.search('10.0.0.5')].map((work) => fateOf<unknown>(work))
    await settle()
    advance(4_999)
    await settle()
    expect(all.map(({ isOver }) => isOver)).toEqual([false, false, false])
    advance(1)
    await settle()
    const missing = [{ account: 'other', region: 'r1', code: 'loading' }]
    const searched = [
      { account: 'main', error: undefined },
      { account: 'other', error: 'loading' },
    ]
    expect(all.map(({ value }) => value)).toMatchObject([
      { total: 1, missing },
      { missing },
      { items: [{ eni: { eniId: 'eni-1' } }], searched },
    ])
  })
})

describe('one ENI', () => {
  it('that one place has is not kept back by another that does not answer', async () => {
    const { other, inventory, advance } = setUp()
    await inventory.enis(main)
    other.hold()
    const found = fateOf(inventory.findEni('eni-1'))
    await settle()
    advance(1_000)
    await settle()
    expect(found.value?.eni).toMatchObject({ account: 'main', eniId: 'eni-1' })
  })

  it('is given up after three seconds in all, the first reading of the places included', async () => {
    const { cloud, other, inventory, advance } = setUp()
    cloud.hold()
    other.hold()
    const found = fateOf(inventory.findEni('eni-1'))
    await settle()
    advance(3_000)
    await settle()
    expect(found.error).toMatchObject({ code: 'cloud_unreachable', detail: { params: { cause: 'timeout' } } })
  })
})

describe('the urgency of a list', () => {
  it('is that of whoever waits for it: the first of a VPC is awaited, a newer one comes behind', async () => {
    const { cloud, inventory, advance } = setUp()
    await inventory.enis({ ...main, vpc: 'vpc-a' })
    advance(60_001)
    await inventory.enis({ ...main, vpc: 'vpc-a' })
    await settle()
    advance(2_000)
    await inventory.refresh({ ...main, vpc: 'vpc-a' })
    expect(cloud.urgencies).toEqual(['vpc-a awaited', 'vpc-a background', 'vpc-a awaited'])
  })

  it('warming up is in the background, and a VPC that somebody opens meanwhile is awaited', async () => {
    const { cloud, inventory } = setUp()
    cloud.world('r1').vpcs = [vpcOf('vpc-a'), vpcOf('vpc-b')]
    await inventory.vpcs()
    cloud.hold()
    const warm = inventory.warmUp()
    await settle()
    const page = inventory.enis({ ...main, vpc: 'vpc-b' })
    await settle()
    expect(cloud.urgencies).toEqual(['* background', 'vpc-b awaited'])
    cloud.release()
    await Promise.all([warm, page])
  })
})

describe('after the wall clock was set back by an hour', () => {
  it('new readings are taken as before, and nobody who asks starts another', async () => {
    const { cloud, inventory, advance, setWall, clock } = setUp()
    await inventory.enis(main)
    setWall(-3_600_000)
    advance(60_001)
    cloud.world('r1').enis = [eniOf('eni-1'), eniOf('eni-2')]
    await inventory.enis(main)
    await settle()
    const at = new Date(clock.now()).toISOString()
    for (let asked = 0; asked < 20; asked += 1) {
      advance(10)
      expect(await inventory.enis(main)).toMatchObject({ total: 2, observedAt: at })
      await settle()
    }
    expect(cloud.enisCalls()).toHaveLength(2)
  })

  it('an ENI read anew is believed, and so is that it does not exist', async () => {
    const { cloud, inventory, advance, setWall, clock } = setUp()
    await inventory.enis()
    setWall(-3_600_000)
    advance(11_000)
    inventory.observe(main, { ...eniOf('eni-1'), name: 'renamed' }, clock.now())
    expect(await inventory.findEni('eni-1')).toMatchObject({ eni: { name: 'renamed' }, observedAt: clock.now() })
    cloud.world('r1').enis.push(eniOf('eni-2'))
    expect((await inventory.findEni('eni-2')).eni.eniId).toBe('eni-2')
  })
})
