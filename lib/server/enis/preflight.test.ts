/** What a form is told over API 3.0, which can be asked about addresses and quotas: inventory, driver and emulator, all real. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { createControl, type Control } from '#emulator/control.ts'
import { startEmulator, type Emulator } from '#emulator/server.ts'
import type { AssignBody, PreflightBody } from '#lib/schema/assign.ts'
import { systemClock } from '#lib/server/base/clock.ts'
import type { CloudClient } from '#lib/server/cloud/client.ts'
import { createCloudClient } from '#lib/server/cloud/create.ts'
import { localLimits } from '#lib/server/cloud/limits.ts'
import { createUndiciTransport } from '#lib/server/cloud/undici-transport.ts'
import { createInventory } from '#lib/server/inventory/create.ts'
import type { Inventory } from '#lib/server/inventory/types.ts'
import { judgeFresh } from './judge-fresh.ts'
import { preflightAssign } from './preflight.ts'

const scope = { account: 'main', region: 'ap-guangzhou' }
const eniId = 'eni-m6dyj72l'
const explicit = (...ips: string[]): AssignBody => ({ mode: 'explicit', addresses: ips.map((ip) => ({ ip, primary: false })) })
const journal = { held: async () => ({ locks: new Map<string, string>(), claims: new Map<string, { operationId: string }>() }) }

let emulator: Emulator
let control: Control
let client: CloudClient
let inventory: Inventory
beforeAll(async () => {
  emulator = await startEmulator()
  control = createControl(emulator)
})
beforeEach(async () => {
  await control.reset()
  await inventory?.close()
  await client?.close()
  const transport = createUndiciTransport()
  client = createCloudClient({
    api: 'v3',
    account: scope.account,
    endpoint: emulator.listening,
    credentials: emulator,
    regions: [scope.region],
    transport: transport.send,
    closeTransport: () => transport.close(),
    clock: systemClock,
    random: Math.random,
    limits: { ...localLimits, retryBaseMs: 1 },
  })
  inventory = createInventory({ clients: [client], clock: systemClock, quotaFor: () => undefined })
})
afterAll(async () => {
  await inventory.close()
  await client.close()
  await emulator.close()
})
const preflight = (body: PreflightBody) => preflightAssign({ inventory, journal, clouds: [client] }, eniId, scope, body)
const calls = async (action: string) => (await control.ledger()).filter((row) => row.action === action)

it('knows what other products hold, what is free, and the quota', async () => {
  const answer = await preflight(explicit('10.0.0.50', '10.0.0.61', '10.0.0.201', '10.0.0.4'))
  expect(answer.verdicts.map(({ code }) => code)).toEqual(['in_use', 'in_use', 'free', 'on_this_eni'])
  expect(answer.verdicts[0]?.holder).toMatchObject({ resourceType: expect.stringMatching(/^(?!unknown)./) })
  expect(answer.verdicts[1]?.holder).toMatchObject({ eniId: expect.stringMatching(/^eni-/) })
  expect(answer.quota).toEqual({ used: 2, limit: expect.any(Number) })
  expect(answer.request[0]).toMatchObject({ api: 'v3', action: 'AssignPrivateIpAddresses' })
  expect(await calls('DescribeUsedIpAddress')).toHaveLength(1)
  expect(await calls('DescribeNetworkInterfaceLimit')).toHaveLength(1)
})

it('proposes no address that another product holds', async () => {
  const { suggestions } = await preflight({ mode: 'count', count: 60 })
  const held = await client.usedAddresses?.(scope.region, 'vpc-7t9nf3pu', { ips: suggestions })
  expect(suggestions.length).toBeGreaterThan(20)
  expect(held?.data).toEqual([])
})

it('spreads its proposals over the subnet when it is asked to, and still proposes nothing that is held', async () => {
  const lowest = (await preflight({ mode: 'count', count: 5 })).suggestions
  const spread = (await preflight({ mode: 'count', count: 5, order: 'spread' })).suggestions
  expect(new Set(spread).size).toBe(5)
  // Five of about two hundred: that they are the five lowest, or near them, happens once in a billion draws.
  expect(spread).not.toEqual(lowest)
  expect((await preflight(explicit(...spread))).verdicts.map(({ code }) => code)).toEqual(spread.map(() => 'free'))
})

it('what a form was told a moment ago is held against a request, without asking again', async () => {
  await preflight(explicit('10.0.0.50'))
  const { judgement } = await judgeFresh({ inventory, journal, clock: systemClock }, eniId, scope, explicit('10.0.0.50'))
  expect(judgement.refusal?.detail.fields).toMatchObject([{ code: 'in_use' }])
  expect(await calls('DescribeUsedIpAddress')).toHaveLength(1)
})

it('without an answer of the cloud nothing is called free and nothing is refused', async () => {
  await control.failNext({ action: 'DescribeUsedIpAddress', code: 'InternalError', times: 9 })
  await control.failNext({ action: 'DescribeNetworkInterfaceLimit', code: 'UnauthorizedOperation', times: 9 })
  const answer = await preflight(explicit('10.0.0.50', '10.0.0.201'))
  expect(answer.verdicts.map(({ code }) => code)).toEqual(['unchecked', 'unchecked'])
  expect(answer.quota.limit).toBeUndefined()
})
