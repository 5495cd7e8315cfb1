import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createControl } from './control.ts'
import type { Control } from './control.ts'
import { startEmulator } from './server.ts'
import type { Emulator } from './server.ts'
import { createV2Client } from './testing/v2-client.ts'
import type { V2Client } from './testing/v2-client.ts'

let emulator: Emulator
let cloud: V2Client
let control: Control
beforeAll(async () => {
  emulator = await startEmulator({ settings: { manualTasks: true } })
  cloud = createV2Client(emulator)
  control = createControl(emulator)
})
afterAll(() => emulator.close())
beforeEach(() => control.reset())

const target = { vpcId: 'vpc-7t9nf3pu', networkInterfaceId: 'eni-m6dyj72l' }
const addressesOf = async (eniId = target.networkInterfaceId) =>
  (await control.state()).enis.find((eni) => eni.eniId === eniId)?.addresses.map((address) => `${address.ip} ${address.state}`)

test('an explicit address is there at once, and available when the task ends', async () => {
  const reply = await cloud.call('AssignPrivateIpAddresses', {
    ...target,
    'privateIpAddressSet.0.privateIpAddress': '10.0.0.9',
    'privateIpAddressSet.0.primary': false,
  })
  expect(reply).toEqual({ code: 0, message: '', codeDesc: 'Success', data: { taskId: 16284 } })
  expect(await addressesOf()).toEqual(['10.0.0.4 AVAILABLE', '10.0.0.60 AVAILABLE', '10.0.0.9 PENDING'])
  expect(await cloud.call('DescribeVpcTaskResult', { taskId: 16284 })).toEqual({ code: 0, message: '', data: { status: 2 } })
  expect(await control.finishTasks()).toEqual([16284])
  expect(await cloud.call('DescribeVpcTaskResult', { taskId: 16284 })).toEqual({ code: 0, message: '', data: { status: 0 } })
  expect(await addressesOf()).toEqual(['10.0.0.4 AVAILABLE', '10.0.0.60 AVAILABLE', '10.0.0.9 AVAILABLE'])
  const [row] = await control.ledger()
  expect(row).toMatchObject({
    id: 1,
    action: 'AssignPrivateIpAddresses',
    verdict: 'executed',
    code: 0,
    taskId: 16284,
    effect: { eniId: 'eni-m6dyj72l', added: ['10.0.0.9'], removed: [], moved: [] },
  })
})

test('a count takes the lowest free addresses', async () => {
  expect((await cloud.call('AssignPrivateIpAddresses', { ...target, secondaryPrivateIpAddressCount: 3 })).code).toBe(0)
  expect(await addressesOf()).toEqual([
    '10.0.0.4 AVAILABLE',
    '10.0.0.60 AVAILABLE',
    '10.0.0.5 PENDING',
    '10.0.0.6 PENDING',
    '10.0.0.7 PENDING',
  ])
})

test('the lists answer', async () => {
  const enis = await cloud.call(
    'DescribeNetworkInterfaces',
    { vpcId: target.vpcId, networkInterfaceId: target.networkInterfaceId },
    { method: 'GET' },
  )
  expect(enis).toMatchObject({
    code: 0,
    codeDesc: 'Success',
    data: { totalNum: 1, data: [{ networkInterfaceId: 'eni-m6dyj72l', instanceSet: { instanceId: 'ins-4qx1web1' } }] },
  })
  expect(await cloud.call('DescribeVpcEx', {})).toMatchObject({ code: 0, totalCount: 3 })
  expect(await cloud.call('DescribeVpcEx', {}, { region: 'sh' })).toMatchObject({
    code: 0,
    totalCount: 1,
    data: [{ unVpcId: 'vpc-2x8drsha' }],
  })
  expect(await cloud.call('DescribeSubnetEx', { vpcId: target.vpcId, subnetName: 'lb-vip' })).toMatchObject({
    totalCount: 1,
    data: [{ cidrBlock: '10.0.1.0/28', totalIPNum: 13, availableIPNum: 1 }],
  })
})
