/** The inventory over the driver over the emulator: what the screens will see. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createControl } from '#emulator/control.ts'
import { startEmulator, type Emulator } from '#emulator/server.ts'
import { systemClock } from '#lib/server/base/clock.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { CloudClient } from '#lib/server/cloud/client.ts'
import { createCloudClient } from '#lib/server/cloud/create.ts'
import { localLimits } from '#lib/server/cloud/limits.ts'
import { createUndiciTransport } from '#lib/server/cloud/undici-transport.ts'
import { createInventory } from './create.ts'
import type { Inventory } from './types.ts'

const production = 'vpc-7t9nf3pu'
const front = 'eni-m6dyj72l'
const scope = { account: 'main', region: 'ap-guangzhou' }

describe.each(['v2', 'v3'] as const)('%s', (api) => {
  let emulator: Emulator
  let client: CloudClient
  let inventory: Inventory
  beforeAll(async () => {
    emulator = await startEmulator({ enis: 300 })
    const transport = createUndiciTransport()
    client = createCloudClient({
      api,
      account: 'main',
      endpoint: emulator.listening,
      credentials: emulator,
      regions: ['ap-guangzhou', 'ap-shanghai'],
      transport: transport.send,
      closeTransport: () => transport.close(),
      clock: systemClock,
      random: Math.random,
      limits: localLimits,
    })
    inventory = createInventory({ clients: [client], clock: systemClock, quotaFor: (_scope, eniId) => (eniId === front ? 30 : undefined) })
  })
  afterAll(async () => {
    await inventory.close()
    await client.close()
    await emulator.close()
  })

  describe('lists', () => {
    it('VPCs and subnets over all regions, and of one', async () => {
      const all = await inventory.vpcs()
      expect(new Set(all.items.map((vpc) => vpc.region))).toEqual(new Set(['ap-guangzhou', 'ap-shanghai']))
      expect((await inventory.vpcs({ region: 'ap-shanghai' })).items.map((vpc) => vpc.vpcId)).toEqual(['vpc-2x8drsha'])
      expect((await inventory.vpcs({ q: '灾备' })).total).toBe(1)
      expect((await inventory.subnets({ vpc: production })).total).toBe(4)
      expect((await inventory.subnets({ subnet: 'subnet-4lbtn28q' })).items).toMatchObject([
        { ...scope, vpcId: production, cidr: '10.0.1.0/28', free: 1, total: 13 },
      ])
    })

    it('every ENI once, page by page', async () => {
      const seen: string[] = []
      let cursor: string | undefined
      do {
        const page = await inventory.enis({ limit: 70, cursor })
        expect(page.total).toBe(300)
        seen.push(...page.items.map((eni) => eni.eniId))
        cursor = page.nextCursor
      } while (cursor)
      expect(seen).toHaveLength(300)
      expect(new Set(seen).size).toBe(300)
    })

    it('a page is made once for whoever asks for it, until something on it changes', async () => {
      const page = await inventory.enis({ vpc: production, limit: 5 })
      expect(await inventory.enis({ vpc: production, limit: 5 })).toBe(page)
      const others = [{ limit: 6 }, { limit: 5, sort: '-name' }, { limit: 5, cursor: page.nextCursor }, { limit: 5, q: 'web' }]
      for (const other of others) expect(await inventory.enis({ vpc: production, ...other })).not.toEqual(page)
      const [first] = page.items
      if (!first) throw new Error('no ENI')
      inventory.observe(first, { ...first, name: ` ${first.name}` }, Date.now())
      expect((await inventory.enis({ vpc: production, limit: 5 })).items[0]?.name).toBe(` ${first.name}`)
      expect(page.items[0]?.name).toBe(first.name)
      inventory.observe(first, first, Date.now())
    })

    it('by a part of the name, at most as many as are asked for', async () => {
      await inventory.enis({ limit: 1 })
      const found = inventory.named('ＷＥＢ front', 200)
      expect(found).toContainEqual({ ...scope, eniId: front })
      const names = await Promise.all(found.map(async ({ eniId, ...at }) => (await inventory.findEni(eniId, at)).eni.name))
      for (const name of names) expect(name).toMatch(/web/i)
      expect(inventory.named('e', 3)).toHaveLength(3)
      for (const q of ['', '  ', 'vpc-', '10.0.0.4']) expect(inventory.named(q, 200)).toEqual([])
      expect(inventory.within(['other']).named('web', 200)).toEqual([])
    })

    it('an ENI as the API shows it', async () => {
      const { items } = await inventory.enis({ vpc: production, q: front })
      expect(items).toMatchObject([
        {
          ...scope,
          vpcId: production,
          eniId: front,
          zone: 'ap-guangzhou-3',
          quota: { used: 2, limit: 30 },
          privateIps: [
            { ip: '10.0.0.4', isPrimary: true },
            { ip: '10.0.0.60', eip: { publicIp: '119.29.51.60' }, note: '活动页专用' },
          ],
        },
      ])
    })

    it.each([
      ['name', 'web-front'],
      ['part of an address', '10.0.2.4'],
      ['full-width digits', '１０.0.2.40'],
      ['instance', 'INS-4QX1WEB1'],
      ['part of a MAC', '20:90:6F'],
      ['two words, any order', '官网 WEB-FRONT-02'],
    ])('search in the list by %s', async (_name, q) => {
      const { items, total } = await inventory.enis({ vpc: production, q })
      expect(total).toBeGreaterThan(0)
      expect(total).toBe(items.length)
    })

    it('search in the list by a MAC with hyphens', async () => {
      const { eni } = await inventory.findEni(front)
      expect((await inventory.enis({ q: eni.mac?.replaceAll(':', '-') })).items).toMatchObject([{ eniId: front }])
    })

    it('filters by subnet and state', async () => {
      const free = await inventory.enis({ vpc: production, state: 'available' })
      expect(free.items.every((eni) => eni.instanceId === undefined)).toBe(true)
      const { items } = await inventory.enis({ vpc: production, subnet: 'subnet-n3db6m1w', state: 'available' })
      expect(items.map((eni) => eni.name)).toEqual(['redis-session', 'spare-db-备用'])
    })

    it('sorts addresses as numbers, and each key both ways', async () => {
      const ips = (await inventory.enis({ vpc: production, sort: 'ip' })).items.map(
        (eni) => eni.privateIps.find((address) => address.isPrimary)?.ip ?? '',
      )
      const value = (ip: string) => ip.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
      expect(ips).toEqual(ips.toSorted((a, b) => value(a) - value(b)))
      for (const key of ['name', 'id', 'state', 'used', 'createdAt', 'vpc', 'subnet', 'eips', 'instance']) {
        const [up, down] = await Promise.all([inventory.enis({ sort: key, limit: 200 }), inventory.enis({ sort: `-${key}`, limit: 200 })])
        expect(up.items).not.toEqual(down.items)
      }
      await expect(inventory.enis({ sort: 'constructor' })).rejects.toMatchObject({ code: 'invalid' })
    })

    it('the version stays while nothing changes', async () => {
      expect((await inventory.enis({ vpc: production })).version).toBe((await inventory.enis({ vpc: production })).version)
      expect((await inventory.vpcs({ vpc: production })).version).not.toBe((await inventory.enis({ vpc: production })).version)
    })
  })

  describe('search', () => {
    it('the same address in two VPCs is two hits', async () => {
      const { kind, items, searched } = await inventory.search('10.0.0.4')
      expect(kind).toBe('ip')
      expect(items.map((item) => item.eni.vpcId).sort()).toEqual(['vpc-5c2mstg1', production])
      expect(items.every((item) => item.ip === '10.0.0.4' && item.vpcName)).toBe(true)
      expect(searched).toMatchObject([
        { region: 'ap-guangzhou', enis: expect.any(Number) },
        { region: 'ap-shanghai', vpcs: 1 },
      ])
      expect(searched.reduce((sum, part) => sum + part.enis, 0)).toBe(300)
    })

    it('ENI, instance, MAC, public address', async () => {
      const { eni } = await inventory.findEni(front)
      expect((await inventory.search(front.toUpperCase())).items.map((item) => item.eni.eniId)).toEqual([front])
      expect((await inventory.search(eni.mac?.replaceAll(':', '-') ?? '')).items.map((item) => item.eni.eniId)).toEqual([front])
      expect((await inventory.search('ins-4qx1web1')).items.length).toBeGreaterThanOrEqual(2)
      expect((await inventory.search('119.29.51.60')).items).toMatchObject([{ ip: '10.0.0.60', eni: { eniId: front } }])
    })

    it('nothing found tells what was searched, an unknown form searches nothing', async () => {
      expect(await inventory.search('10.255.255.9')).toMatchObject({
        kind: 'ip',
        items: [],
        searched: [{ observedAt: expect.any(String) }, {}],
      })
      expect(await inventory.search('what is this')).toMatchObject({ kind: 'unrecognised', items: [], searched: [] })
    })
  })

  it('a fresh read shows a change that the list then shows too', async () => {
    const control = createControl(emulator)
    await inventory.enis({ vpc: production })
    await control.act({
      action: 'AssignPrivateIpAddresses',
      region: scope.region,
      params: { vpcId: production, networkInterfaceId: front, secondaryPrivateIpAddressCount: 1 },
    })
    const read = await inventory.readEni(scope, production, front)
    expect(read.eni?.quota).toEqual({ used: 3, limit: 30 })
    expect((await inventory.enis({ vpc: production, q: front })).items[0]?.quota.used).toBe(3)
    expect((await inventory.readEni(scope, production, 'eni-00000000')).eni).toBeUndefined()
    const elsewhere = await inventory.readEni(scope, 'vpc-00000000', front).then(
      ({ eni }) => eni ?? 'no ENI',
      (error: unknown) => (error instanceof AppError ? error.code : error),
    )
    // v3 reads an ENI by its id alone and so cannot tell that there is no such VPC.
    expect(elsewhere).toBe(api === 'v2' ? 'not_found' : 'no ENI')
  })
})
