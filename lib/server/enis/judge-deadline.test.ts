/** Judging over the real inventory while the cloud is slow or away: three seconds in all, and never a refusal that nobody checked. */
import { expect, test } from 'vitest'
import type { AssignBody } from '#lib/schema/assign.ts'
import { CloudError } from '#lib/server/cloud/client.ts'
import { createInventory } from '#lib/server/inventory/create.ts'
import { eniOf, fakeCloud, settle, stillClock } from '#lib/server/inventory/fake-cloud.ts'
import { judgeFresh } from './judge-fresh.ts'

const last = ['10', '11', '12', '13', '14', '15', '16']
const explicit: AssignBody = { mode: 'explicit', addresses: last.map((part) => ({ ip: `10.0.0.${part}`, primary: false })) }
const journal = { held: async () => ({ locks: new Map<string, string>(), claims: new Map<string, { operationId: string }>() }) }

/** Seven ENIs hold the seven addresses that are asked for, as of eleven seconds ago. */
async function setUp(options: { isListed?: boolean } = {}) {
  const still = stillClock()
  const [cloud, other] = [fakeCloud(still.clock), fakeCloud(still.clock, { account: 'other' })]
  const holders = last.map((part) => eniOf(`eni-h${part}`, { privateIps: [{ ip: `10.0.0.${part}`, isPrimary: true }] }))
  const world = cloud.world('r1')
  world.subnets = [{ vpcId: 'vpc-a', subnetId: 'subnet-a', name: 's', cidr: '10.0.0.0/24', free: 200, total: 253 }]
  world.enis = [eniOf('eni-1'), ...holders]
  const client = options.isListed === false ? { ...cloud.client, listEnis: () => new Promise<never>(() => undefined) } : cloud.client
  const inventory = createInventory({ clients: [client, other.client], clock: still.clock, quotaFor: () => undefined })
  if (options.isListed !== false) await inventory.enis({ account: 'main' })
  still.advance(11_000)
  const fate: { code?: unknown; isOver: boolean } = { isOver: false }
  const judge = (body: AssignBody = explicit) => {
    judgeFresh({ inventory, journal, clock: still.clock }, 'eni-1', {}, body).then(
      ({ judgement }) => Object.assign(fate, { code: judgement.refusal?.code ?? 'accepted', isOver: true }),
      (error: unknown) => Object.assign(fate, { code: error instanceof Error && Reflect.get(error, 'code'), isOver: true }),
    )
    return settle()
  }
  return { ...still, cloud, other, world, inventory, judge, fate }
}

test('the cloud is up: each holder is read, nothing is listed', async () => {
  const { cloud, judge, fate, world } = await setUp()
  await judge()
  await settle()
  expect(fate.code).toBe('invalid')
  expect(cloud.calls.filter((call) => call.startsWith('eni '))).toEqual(last.map((part) => `eni r1 eni-h${part}`))
  expect(cloud.enisCalls()).toHaveLength(1)
  expect(world.enis).toHaveLength(8)
})

test('the holders have let go meanwhile: accepted', async () => {
  const { judge, fate, world } = await setUp()
  world.enis = [eniOf('eni-1')]
  await judge()
  await settle()
  expect(fate.code).toBe('accepted')
})

test('the cloud is stopped: not refused by what it said once', async () => {
  const { cloud, judge, fate } = await setUp()
  cloud.fail('r1', new CloudError('unreachable'))
  await judge()
  await settle()
  expect(fate.code).toBe('cloud_unreachable')
})

test('the cloud is silent, the other account too: three seconds in all', async () => {
  const { cloud, other, judge, fate, advance } = await setUp()
  cloud.hold()
  other.hold()
  await judge()
  advance(1_000)
  await settle()
  advance(1_999)
  await settle()
  expect(fate.isOver).toBe(false)
  advance(1)
  await settle()
  expect(fate.code).toBe('cloud_unreachable')
})

test('the list of a large VPC is still on its way: what is asked for is unchecked and goes on', async () => {
  const { judge, fate, advance } = await setUp({ isListed: false })
  await judge()
  await settle()
  advance(3_000)
  await settle()
  expect(fate.code).toBe('accepted')
})
