import fc from 'fast-check'
import { expect, test } from 'vitest'
import { systemClock } from './clock.ts'
import { Cloud } from './cloud.ts'
import type { LedgerRow } from './ledger.ts'
import { smallSeed } from './seed/small.ts'
import { defaultSettings } from './settings.ts'

/** Two wire formats, one world: what v2 does, v3 does, and what one refuses, the other refuses. */

const vpcId = 'vpc-7t9nf3pu'
const newCloud = () =>
  new Cloud({
    makeSnapshot: smallSeed,
    credentials: { secretId: 'id', secretKey: 'key' },
    settings: { ...defaultSettings, manualTasks: true },
    clock: systemClock,
    random: () => 0.5,
  })

type Call = { action: string; params: Record<string, unknown> }
type Told = { told: unknown; code: unknown }
type Step = { v2: Call; v3: Call } | 'finish'

const ids = smallSeed()
  .enis.filter((eni) => eni.vpcId === vpcId)
  .map((eni) => eni.eniId)
const eniId = fc.oneof(fc.constantFrom(...ids, 'eni-00000000'), fc.constantFrom('eni-m6dyj72l', ...ids.slice(3, 7)))
const ip = fc.oneof(
  fc.nat({ max: 120 }).map((host) => `10.0.0.${host}`),
  fc.constantFrom('10.0.0.60', '10.0.0.72', '10.0.0.5', '10.0.0.255', '10.0.2.41', '10.0.0', 'x'),
)
const some = fc.array(ip, { minLength: 1, maxLength: 12 })
const both = (action: string, v2: Record<string, unknown>, v3: Record<string, unknown>): Step => ({
  v2: { action, params: { vpcId, ...v2 } },
  v3: { action, params: v3 },
})
const rows = (ips: string[]) => ips.map((PrivateIpAddress) => ({ PrivateIpAddress }))

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.constant<Step>('finish'),
  fc.tuple(eniId, some).map(([networkInterfaceId, ips]) => {
    const privateIpAddressSet = ips.map((privateIpAddress) => ({ privateIpAddress, primary: false }))
    const v3 = { NetworkInterfaceId: networkInterfaceId, PrivateIpAddresses: rows(ips) }
    return both('AssignPrivateIpAddresses', { networkInterfaceId, privateIpAddressSet }, v3)
  }),
  fc.tuple(eniId, fc.integer({ min: 1, max: 40 })).map(([networkInterfaceId, count]) => {
    const v3 = { NetworkInterfaceId: networkInterfaceId, SecondaryPrivateIpAddressCount: count }
    return both('AssignPrivateIpAddresses', { networkInterfaceId, secondaryPrivateIpAddressCount: count }, v3)
  }),
  fc.tuple(eniId, some).map(([networkInterfaceId, privateIpAddress]) => {
    const v3 = { NetworkInterfaceId: networkInterfaceId, PrivateIpAddresses: rows(privateIpAddress) }
    return both('UnassignPrivateIpAddresses', { networkInterfaceId, privateIpAddress }, v3)
  }),
  fc.tuple(eniId, eniId, ip).map(([from, to, privateIpAddress]) => {
    const v2 = { oldNetworkInterfaceId: from, newNetworkInterfaceId: to, privateIpAddress }
    const v3 = { SourceNetworkInterfaceId: from, DestinationNetworkInterfaceId: to, PrivateIpAddress: privateIpAddress }
    return both('MigratePrivateIpAddress', v2, v3)
  }),
  fc
    .tuple(eniId, fc.constantFrom('ins-4qx1web1', 'ins-1tiny1c0', 'ins-4stgpay1', 'ins-2dbmast1'))
    .map(([networkInterfaceId, instanceId]) => {
      const v3 = { NetworkInterfaceId: networkInterfaceId, InstanceId: instanceId }
      return both('AttachNetworkInterface', { networkInterfaceId, instanceId }, v3)
    }),
  eniId.map((networkInterfaceId) => both('DeleteNetworkInterface', { networkInterfaceId }, { NetworkInterfaceId: networkInterfaceId })),
)

const toldBy = ({ verdict, effect, taskId, code }: LedgerRow): Told => ({ told: [verdict, effect, taskId], code })

const run = (one: Step, left: Cloud, right: Cloud): [Told, Told] => {
  if (one === 'finish')
    return [
      { told: left.finishTasks(), code: 0 },
      { told: right.finishTasks(), code: 0 },
    ]
  const v2 = left.act(one.v2.action, 'ap-guangzhou', one.v2.params, { instant: false, api: 'v2' }).row
  const v3 = right.act(one.v3.action, 'ap-guangzhou', one.v3.params, { instant: false, api: 'v3' }).row
  return [toldBy(v2), toldBy(v3)]
}

test('the same calls by v2 and by v3 have the same effects and the same refusals', () => {
  const seen = new Set<unknown>()
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const [left, right] = [newCloud(), newCloud()]
      for (const one of steps) {
        const [byV2, byV3] = run(one, left, right)
        expect(byV3.told).toEqual(byV2.told)
        seen.add(byV3.code)
      }
      const addresses = (cloud: Cloud) =>
        cloud.snapshot().enis.map((eni) => [eni.eniId, eni.state, eni.addresses.map((at) => `${at.ip} ${at.state}`)])
      expect(addresses(right)).toEqual(addresses(left))
    }),
    { numRuns: 60 },
  )
  // Not all of them were refused for the same reason.
  expect(seen.size).toBeGreaterThan(8)
  expect(seen).toContain(0)
})
