import { describe, expect, it } from 'vitest'
import { parseIpv4 } from '#lib/ip/ipv4.ts'
import { CloudError, type CloudCause, type CloudUsedAddress } from '#lib/server/cloud/client.ts'
import { createInventory } from './create.ts'
import { eniOf, fakeCloud, settle, stillClock } from './fake-cloud.ts'

const scope = { account: 'main', region: 'r1' }
const ipOf = (text: string) => parseIpv4(text) ?? -1
const cfs = (ip: string): CloudUsedAddress => ({ ip, resourceType: 'CFS', resourceId: 'cfs-1' })

/** A cloud that can be asked about held addresses and quotas. */
function setUp(options: { quotaSet?: number } = {}) {
  const still = stillClock()
  const cloud = fakeCloud(still.clock)
  cloud.world('r1').enis = [eniOf('eni-1')]
  const asked: string[][] = []
  const state = {
    held: [] as CloudUsedAddress[],
    quota: 10 as number | undefined,
    fails: false,
    failure: undefined as CloudCause | undefined,
    quotaCalls: 0,
  }
  const client = {
    ...cloud.client,
    api: 'v3' as const,
    usedAddresses: async (_region: string, _vpcId: string, query: { ips: readonly string[] } | { subnetId: string }) => {
      const ips = 'ips' in query ? query.ips : []
      asked.push([...ips])
      if (state.fails) throw new CloudError('rate_limited')
      return { data: state.held.filter((address) => ips.includes(address.ip)), observedAt: still.clock.now() }
    },
    quotaOf: async () => {
      state.quotaCalls += 1
      if (state.fails) throw new CloudError('timeout')
      if (state.failure) throw new CloudError(state.failure)
      return state.quota
    },
  }
  const inventory = createInventory({ clients: [client], clock: still.clock, quotaFor: () => options.quotaSet })
  const used = (ips: string[], form = 'eni-1') => inventory.usedAddresses(scope, 'vpc-a', { ips, form })
  return { ...still, cloud, inventory, asked, state, used }
}

describe('asking the cloud who holds an address', () => {
  it('names the holder, and what nobody holds is free for a fact', async () => {
    const { used, state } = setUp()
    state.held = [cfs('10.0.0.50'), { ip: '10.0.0.7', resourceType: 'ENI', resourceId: 'eni-9' }]
    const answer = await used(['10.0.0.50', '10.0.0.7', '10.0.0.60', 'not an address'])
    expect(answer.complete).toBe(true)
    expect(answer.holderOf(ipOf('10.0.0.50'))).toEqual({ resourceType: 'CFS', resourceId: 'cfs-1' })
    expect(answer.holderOf(ipOf('10.0.0.7'))).toMatchObject({ eniId: 'eni-9' })
    expect([answer.holderOf(ipOf('10.0.0.60')), answer.wasAsked?.(ipOf('10.0.0.60'))]).toEqual([undefined, true])
    expect(answer.wasAsked?.(ipOf('10.0.0.61'))).toBe(false)
    expect([...answer.taken()]).toContain(ipOf('10.0.0.50'))
  })

  it('asks a form at most once in 2 s, and takes everything that came meanwhile along', async () => {
    const { used, asked, advance } = setUp()
    await used(['10.0.0.60'])
    await used(['10.0.0.60'])
    expect(asked).toEqual([['10.0.0.60']])
    const second = used(['10.0.0.60', '10.0.0.61'])
    const third = used(['10.0.0.62'])
    await settle()
    expect(asked).toHaveLength(1)
    advance(2_000)
    expect((await second).complete && (await third).complete).toBe(true)
    expect(asked).toEqual([['10.0.0.60'], ['10.0.0.61', '10.0.0.62']])
  })

  it('another form does not wait, and knows what the first was told', async () => {
    const { used, asked } = setUp()
    await used(['10.0.0.60'])
    expect((await used(['10.0.0.60', '10.0.0.61'], 'eni-2')).complete).toBe(true)
    expect(asked).toEqual([['10.0.0.60'], ['10.0.0.61']])
  })

  it('an answer holds for 10 s, also for who does not ask', async () => {
    const { used, asked, inventory, state, advance } = setUp()
    state.held = [cfs('10.0.0.50')]
    await used(['10.0.0.50'])
    advance(10_000)
    expect((await inventory.usedAddresses(scope, 'vpc-a')).holderOf(ipOf('10.0.0.50'))).toMatchObject({ resourceType: 'CFS' })
    advance(1)
    const later = await inventory.usedAddresses(scope, 'vpc-a')
    expect([later.holderOf(ipOf('10.0.0.50')), later.complete]).toEqual([undefined, false])
    expect(asked).toHaveLength(1)
  })

  it('a failure leaves it unknown and stops nobody', async () => {
    const { used, state } = setUp()
    state.fails = true
    const answer = await used(['10.0.0.60'])
    expect([answer.complete, answer.wasAsked?.(ipOf('10.0.0.60'))]).toEqual([false, false])
  })

  it('the younger of list and answer is believed', async () => {
    const { used, inventory, clock, advance } = setUp()
    await inventory.enis({ vpc: 'vpc-a' })
    advance(1_000)
    // Released since the list was read.
    expect((await used(['10.0.0.5'])).holderOf(ipOf('10.0.0.5'))).toBeUndefined()
    advance(1_000)
    inventory.observe(scope, eniOf('eni-1'), clock.now())
    expect((await used(['10.0.0.5'])).holderOf(ipOf('10.0.0.5'))).toMatchObject({ eniId: 'eni-1' })
  })

  it('an ENI that has been read since without the address does not hold it any more', async () => {
    const { used, inventory, clock, state, advance } = setUp()
    await inventory.enis({ vpc: 'vpc-a' })
    state.held = [{ ip: '10.0.0.5', resourceType: 'ENI', resourceId: 'eni-1' }]
    await used(['10.0.0.5'])
    advance(1_000)
    const { privateIps, ...eni } = eniOf('eni-1')
    inventory.observe(scope, { ...eni, privateIps: privateIps.filter(({ ip }) => ip !== '10.0.0.5') }, clock.now())
    const now = await inventory.usedAddresses(scope, 'vpc-a')
    expect(now.holderOf(ipOf('10.0.0.5'))).toBeUndefined()
    expect([...now.taken()]).not.toContain(ipOf('10.0.0.5'))
  })

  it('an old refusal proves nothing where the cloud can be asked', async () => {
    const { inventory } = setUp()
    inventory.noteTaken(scope, 'vpc-a', ipOf('10.0.0.50'))
    const used = await inventory.usedAddresses(scope, 'vpc-a')
    expect(used.holderOf(ipOf('10.0.0.50'))).toBeUndefined()
    expect([...used.taken()]).toContain(ipOf('10.0.0.50'))
  })
})

describe('the quota of an ENI', () => {
  const limitOf = async (inventory: ReturnType<typeof setUp>['inventory']) => (await inventory.findEni('eni-1', scope)).eni.quota.limit

  it('is asked for when somebody looks at it, and then every ten minutes', async () => {
    const { inventory, state, advance } = setUp()
    expect(await limitOf(inventory)).toBe(10)
    state.quota = 30
    advance(10 * 60_000 - 1)
    expect(await limitOf(inventory)).toBe(10)
    advance(1)
    expect(await limitOf(inventory)).toBe(30)
    expect(state.quotaCalls).toBe(2)
  })

  it('stays unknown when the cloud does not say, and is not asked for again at once', async () => {
    const { inventory, state, advance } = setUp()
    state.fails = true
    expect([await limitOf(inventory), await limitOf(inventory), state.quotaCalls]).toEqual([undefined, undefined, 1])
    state.fails = false
    advance(60_000)
    expect(await limitOf(inventory)).toBe(10)
  })

  it('is not asked for where the settings say it', async () => {
    const { inventory, state } = setUp({ quotaSet: 6 })
    await inventory.enis({ vpc: 'vpc-a' })
    expect([await limitOf(inventory), state.quotaCalls]).toEqual([6, 0])
  })

  it('is not asked for of the next ENI by a key that may not ask', async () => {
    const { cloud, inventory, state, advance } = setUp()
    cloud.world('r1').enis = [eniOf('eni-1'), eniOf('eni-2')]
    state.failure = 'forbidden'
    await inventory.findEni('eni-1', scope)
    await inventory.findEni('eni-2', scope)
    expect(state.quotaCalls).toBe(1)
    state.failure = undefined
    advance(10 * 60_000)
    expect((await inventory.findEni('eni-2', scope)).eni.quota.limit).toBe(10)
  })

  describe('in a list', () => {
    const shown = async (inventory: ReturnType<typeof setUp>['inventory']) => {
      const page = await inventory.enis({ vpc: 'vpc-a' })
      return { version: page.version, limits: page.items.map(({ quota }) => quota.limit) }
    }

    it('is unknown at first, then there by itself, each ENI asked once, two at a time', async () => {
      const { cloud, inventory, state } = setUp()
      cloud.world('r1').enis = ['eni-1', 'eni-2', 'eni-3', 'eni-4', 'eni-5'].map((eniId) => eniOf(eniId))
      const first = await shown(inventory)
      expect(first.limits).toEqual([undefined, undefined, undefined, undefined, undefined])
      expect(state.quotaCalls).toBe(2)
      await shown(inventory)
      await settle()
      const then = await shown(inventory)
      expect(then.limits).toEqual([10, 10, 10, 10, 10])
      expect(then.version).not.toBe(first.version)
      await settle()
      expect(state.quotaCalls).toBe(5)
    })

    it('a key that may not ask is not tried with every ENI', async () => {
      const { cloud, inventory, state, advance } = setUp()
      cloud.world('r1').enis = Array.from({ length: 50 }, (_, n) => eniOf(`eni-${n}`))
      state.failure = 'forbidden'
      await shown(inventory)
      await settle()
      await shown(inventory)
      await settle()
      expect(state.quotaCalls).toBe(2)
      state.failure = undefined
      advance(10 * 60_000)
      await shown(inventory)
      await settle()
      expect((await shown(inventory)).limits.every((limit) => limit === 10)).toBe(true)
    })
  })
})
