import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ipQuotaOf } from './actions/quota.ts'
import { systemClock } from './clock.ts'
import { Cloud } from './cloud.ts'
import type { LedgerRow } from './ledger.ts'
import { smallSeed } from './seed/small.ts'
import { defaultSettings } from './settings.ts'
import { formatIp, isReserved, parseCidr, parseIp } from './state/ipv4.ts'
import { parseSnapshot } from './state/snapshot.ts'
import type { Snapshot, TaskPlan } from './state/types.ts'
import { World } from './state/world.ts'

const vpcId = 'vpc-7t9nf3pu'
const eniIds = smallSeed()
  .enis.filter((eni) => eni.vpcId === vpcId)
  .map((eni) => eni.eniId)

/** Ids that differ and return: what fast-check found is found again. */
let rolls = 0
const newCloud = () =>
  new Cloud({
    makeSnapshot: smallSeed,
    credentials: { secretId: 'id', secretKey: 'key' },
    settings: { ...defaultSettings, manualTasks: true },
    clock: systemClock,
    random: () => {
      rolls += 1
      return (rolls * 0.6180339887498949) % 1
    },
  })

const idOfName = (name: string) => smallSeed().enis.find((eni) => eni.name === name)?.eniId ?? ''
const anyEni = fc.constantFrom(...eniIds)
/** Often those of one subnet, one of them at its quota: so that moves succeed and limits are met. */
const eniId = fc.oneof(anyEni, fc.constantFrom(idOfName('cron-small-full'), 'eni-m6dyj72l', idOfName('express-api 快递查询接口')))
const ip = fc.tuple(fc.constantFrom('10.0.0', '10.0.1', '10.0.2', '10.0.20'), fc.nat({ max: 24 })).map(([net, host]) => `${net}.${host}`)
const plan = fc.oneof(
  fc.constantFrom<TaskPlan>({ end: 'success' }, { end: 'success' }, { end: 'failed' }, { end: 'kept' }, { end: 'hollow' }),
  fc.nat({ max: 3 }).map((keep): TaskPlan => ({ end: 'partial', keep })),
)

type Step = (cloud: Cloud) => void
const act =
  (action: string, params: Record<string, unknown>): Step =>
  (cloud) =>
    void cloud.act(action, 'gz', { vpcId, ...params }, { instant: false, api: 'v2' })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(eniId, fc.array(ip, { minLength: 1, maxLength: 3 })).map(([networkInterfaceId, ips]) =>
    act('AssignPrivateIpAddresses', {
      networkInterfaceId,
      privateIpAddressSet: ips.map((privateIpAddress) => ({ privateIpAddress, primary: false })),
    }),
  ),
  fc
    .tuple(eniId, fc.integer({ min: 1, max: 12 }))
    .map(([networkInterfaceId, count]) => act('AssignPrivateIpAddresses', { networkInterfaceId, secondaryPrivateIpAddressCount: count })),
  fc.tuple(eniId, fc.nat(), fc.nat({ max: 2 })).map(([networkInterfaceId, from, more]): Step => (cloud) => {
    // Mostly addresses that are there.
    const ips = cloud.world.enis.get(networkInterfaceId)?.addresses.map((address) => address.ip) ?? []
    const at = ips.length === 0 ? 0 : from % ips.length
    act('UnassignPrivateIpAddresses', { networkInterfaceId, privateIpAddress: ips.slice(at, at + more + 1) })(cloud)
  }),
  fc.tuple(eniId, eniId, fc.nat()).map(([oldNetworkInterfaceId, newNetworkInterfaceId, from]): Step => (cloud) => {
    const ips = cloud.world.enis.get(oldNetworkInterfaceId)?.addresses ?? []
    act('MigratePrivateIpAddress', {
      oldNetworkInterfaceId,
      newNetworkInterfaceId,
      privateIpAddress: ips[from % (ips.length || 1)]?.ip ?? '10.0.0.9',
    })(cloud)
  }),
  fc
    .tuple(fc.constantFrom('subnet-9rv7pk2x', 'subnet-4lbtn28q'), fc.nat({ max: 99 }), fc.integer({ min: 1, max: 4 }))
    .map(([subnetId, n, count]) => act('CreateNetworkInterface', { subnetId, eniName: `new-${n}`, secondaryPrivateIpAddressCount: count })),
  eniId.map((networkInterfaceId) => act('DeleteNetworkInterface', { networkInterfaceId })),
  fc
    .tuple(eniId, fc.constantFrom('ins-6lbnode1', 'ins-3kd7gate', 'ins-4qx1web1'))
    .map(([networkInterfaceId, instanceId]) => act('AttachNetworkInterface', { networkInterfaceId, instanceId })),
  fc
    .tuple(eniId, fc.constantFrom('ins-6lbnode1', 'ins-3kd7gate', 'ins-4qx1web1'))
    .map(([networkInterfaceId, instanceId]) => act('DetachNetworkInterface', { networkInterfaceId, instanceId })),
  plan.map(
    (chosen): Step =>
      (cloud) =>
        cloud.arm({ kind: 'task', plan: chosen }),
  ),
  fc.constant<Step>((cloud) => void cloud.finishTasks()),
)

const addressesBy = (snapshot: Snapshot) =>
  new Map(snapshot.enis.map((eni) => [eni.eniId, eni.addresses.map((address) => address.ip).toSorted()]))

/** The ledger alone, played on the seed. Only ended tasks: an address that is leaving is still there. */
const replay = (rows: LedgerRow[]): Map<string, string[]> => {
  const enis = new Map(smallSeed().enis.map((eni) => [eni.eniId, new Set(eni.addresses.map((address) => address.ip))]))
  const of = (id: string) => enis.get(id) ?? enis.set(id, new Set()).get(id) ?? new Set<string>()
  for (const { effect, reverted } of rows) {
    if (effect === null) continue
    const stays = (one: string) => reverted === null || !reverted.ips.includes(one)
    for (const one of effect.added.filter(stays)) of(effect.eniId).add(one)
    for (const one of effect.removed.filter(stays)) of(effect.eniId).delete(one)
    for (const { ip: one, toEniId } of effect.moved.filter((move) => stays(move.ip))) {
      of(effect.eniId).delete(one)
      of(toEniId).add(one)
    }
  }
  return new Map([...enis].filter(([, ips]) => ips.size > 0).map(([id, ips]) => [id, [...ips].toSorted()]))
}

describe('whatever is asked for', () => {
  test('the rules hold after every step, and the ledger tells how it came', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
        const cloud = newCloud()
        for (const run of steps) {
          run(cloud)
          expect(wrongs(cloud)).toEqual([])
        }
        cloud.finishTasks()
        expect(wrongs(cloud)).toEqual([])
        const fresh = new World(parseSnapshot(JSON.parse(JSON.stringify(cloud.snapshot()))))
        expect(usages(cloud.world)).toEqual(usages(fresh))
        expect(addressesBy(cloud.snapshot())).toEqual(replay(cloud.ledger.rows()))
      }),
      { numRuns: 100 },
    )
  })
})

/** What is wrong with the world, in words: one `expect` a step, for there are many addresses. */
const wrongs = (cloud: Cloud): string[] => {
  const { world } = cloud
  const wrong: string[] = []
  const seen = new Set<string>()
  for (const eni of world.enis.values()) {
    const block = world.blockOf(eni.subnetId)
    for (const address of eni.addresses) {
      const value = parseIp(address.ip) ?? 0
      const key = `${eni.vpcId} ${address.ip}`
      if (seen.has(key)) wrong.push(`${key} twice`)
      seen.add(key)
      if (isReserved(block, value) || value < block.first || value > block.last) wrong.push(`${key} outside`)
      const holder = world.holderOf(eni.vpcId, value)
      if (holder === undefined || !('eni' in holder) || holder.eni !== eni) wrong.push(`${key} not in the index`)
    }
    if (eni.addresses.filter((address) => address.primary).length !== 1) wrong.push(`${eni.name}: not one primary`)
    if (eni.addresses.length > ipQuotaOf({ world, unattachedIpQuota: cloud.settings.unattachedIpQuota }, eni))
      wrong.push(`${eni.name}: above its quota`)
    if ([...world.running].filter((task) => task.eniIds.includes(eni.eniId)).length > 1) wrong.push(`${eni.name}: two tasks`)
  }
  return wrong
}

/** Counting from the start gives the same as counting along. */
const usages = (world: World) => [...world.subnets.keys()].map((subnetId) => world.usageOf(subnetId))

describe('IPv4', () => {
  test('text and number are the same thing', () => {
    fc.assert(fc.property(fc.nat({ max: 0xffffffff }), (value) => parseIp(formatIp(value)) === value))
    fc.assert(fc.property(fc.ipV4(), (text) => formatIp(parseIp(text) ?? -1) === text))
  })

  test.each(['', '1.2.3', '1.2.3.4.5', '01.2.3.4', '1.2.3.256', '0x1.2.3.4', '1.2.3.4 ', ' 1.2.3.4', '1.2.3.-4', '::1', '1.2.3.4/24'])(
    'no address: "%s"',
    (text) => {
      expect(parseIp(text)).toBeUndefined()
    },
  )

  test('blocks', () => {
    expect(parseCidr('10.0.1.0/28')).toEqual({ first: 0x0a000100, last: 0x0a00010f })
    for (const text of ['10.0.1.1/28', '10.0.1.0', '10.0.1.0/33', '10.0.1.0/x']) expect(() => parseCidr(text)).toThrow(/^not a /)
  })
})
