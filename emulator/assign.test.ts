import { expect, test } from 'vitest'
import { emulatorFixture } from './testing/fixture.ts'

const it = emulatorFixture({ settings: { manualTasks: true } })
const target = { vpcId: 'vpc-7t9nf3pu', networkInterfaceId: 'eni-m6dyj72l' }
const before = ['10.0.0.4 AVAILABLE', '10.0.0.60 AVAILABLE']
const explicit = (...ips: string[]) =>
  Object.fromEntries(
    ips.flatMap((ip, n) => [
      [`privateIpAddressSet.${n}.privateIpAddress`, ip],
      [`privateIpAddressSet.${n}.primary`, 'false'],
    ]),
  )

test('an explicit address is there at once, and available when the task ends', async () => {
  const reply = await it.cloud.call('AssignPrivateIpAddresses', { ...target, ...explicit('10.0.0.9') })
  expect(reply).toEqual({ code: 0, message: '', codeDesc: 'Success', data: { taskId: 16284 } })
  expect(it.addresses('eni-m6dyj72l')).toEqual([...before, '10.0.0.9 PENDING'])
  expect(await it.cloud.call('DescribeVpcTaskResult', { taskId: 16284 })).toEqual({ code: 0, message: '', data: { status: 2 } })
  expect(await it.control.finishTasks()).toEqual([16284])
  expect(await it.cloud.call('DescribeVpcTaskResult', { taskId: 16284 })).toEqual({ code: 0, message: '', data: { status: 0 } })
  expect(it.addresses('eni-m6dyj72l')).toEqual([...before, '10.0.0.9 AVAILABLE'])
  const [row] = await it.control.ledger()
  expect(row).toMatchObject({
    id: 1,
    actor: 'client',
    method: 'POST',
    action: 'AssignPrivateIpAddresses',
    verdict: 'executed',
    code: 0,
    taskId: 16284,
    params: { ...target, ...explicit('10.0.0.9') },
    effect: { eniId: 'eni-m6dyj72l', added: ['10.0.0.9'], removed: [], moved: [] },
    reverted: null,
  })
})

test('a count takes the lowest free addresses', async () => {
  await it.cloud.call('AssignPrivateIpAddresses', { ...target, secondaryPrivateIpAddressCount: 3 })
  expect(it.addresses('eni-m6dyj72l')).toEqual([...before, '10.0.0.5 PENDING', '10.0.0.6 PENDING', '10.0.0.7 PENDING'])
})

test('a count passes over what other products hold', async () => {
  await it.control.take({ vpcId: target.vpcId, ip: '10.0.0.5' })
  await it.cloud.call('AssignPrivateIpAddresses', { ...target, secondaryPrivateIpAddressCount: 2 })
  expect(it.addresses('eni-m6dyj72l')).toEqual([...before, '10.0.0.6 PENDING', '10.0.0.7 PENDING'])
})

const eleven = Array.from({ length: 11 }, (_, n) => `10.0.0.${n + 10}`)
const primary = { 'privateIpAddressSet.0.privateIpAddress': '10.0.0.9', 'privateIpAddressSet.0.primary': 'true' }
test.each([
  ['unknown VPC', { ...target, vpcId: 'vpc-00000000', ...explicit('10.0.0.9') }, 5000, 'InvalidVpc.NotFound'],
  ['VPC of another region', { ...target, vpcId: 'vpc-2x8drsha', ...explicit('10.0.0.9') }, 5000, 'InvalidVpc.NotFound'],
  ['unknown ENI', { ...target, networkInterfaceId: 'eni-00000000', ...explicit('10.0.0.9') }, 5000, 'InvalidNetworkInterface.NotFound'],
  ['ENI of another VPC', { ...target, vpcId: 'vpc-5c2mstg1', ...explicit('10.0.0.9') }, 5000, 'InvalidNetworkInterface.NotFound'],
  ['taken by an ENI', { ...target, ...explicit('10.0.0.2') }, 5100, 'InvalidPrivateIpAddress.InUse'],
  ['taken by this ENI', { ...target, ...explicit('10.0.0.60') }, 5100, 'InvalidPrivateIpAddress.InUse'],
  ['held by another product', { ...target, ...explicit('10.0.0.50') }, 5100, 'InvalidPrivateIpAddress.InUse'],
  ['malformed', { ...target, ...explicit('10.0.0.09') }, 4000, 'InvalidParameter'],
  ['IPv6', { ...target, ...explicit('fe80::1') }, 4000, 'InvalidParameter'],
  ['outside the subnet', { ...target, ...explicit('10.0.2.9') }, 4000, 'InvalidParameter'],
  ['network address', { ...target, ...explicit('10.0.0.0') }, 4000, 'InvalidParameter'],
  ['gateway', { ...target, ...explicit('10.0.0.1') }, 4000, 'InvalidParameter'],
  ['broadcast address', { ...target, ...explicit('10.0.0.255') }, 4000, 'InvalidParameter'],
  ['the same twice', { ...target, ...explicit('10.0.0.9', '10.0.0.9') }, 4000, 'InvalidParameter'],
  ['eleven', { ...target, ...explicit(...eleven) }, 4000, 'InvalidParameter'],
  ['primary', { ...target, ...primary }, 4000, 'InvalidParameter'],
  ['primary left out', { ...target, 'privateIpAddressSet.0.privateIpAddress': '10.0.0.9' }, 4000, 'InvalidParameter'],
  ['address left out', { ...target, 'privateIpAddressSet.0.primary': 'false' }, 4000, 'InvalidParameter'],
  ['both modes', { ...target, ...explicit('10.0.0.9'), secondaryPrivateIpAddressCount: 1 }, 4000, 'InvalidParameter'],
  ['neither mode', target, 4000, 'InvalidParameter'],
  ['count 0', { ...target, secondaryPrivateIpAddressCount: 0 }, 4000, 'InvalidParameter'],
  ['count −1', { ...target, secondaryPrivateIpAddressCount: -1 }, 4000, 'InvalidParameter'],
  ['count 1.5', { ...target, secondaryPrivateIpAddressCount: 1.5 }, 4000, 'InvalidParameter'],
  ['count 10^9', { ...target, secondaryPrivateIpAddressCount: 1e9 }, 5100, 'LimitExceeded'],
  ['one above the quota', { ...target, secondaryPrivateIpAddressCount: 29 }, 5100, 'LimitExceeded'],
  ['no VPC', { networkInterfaceId: 'eni-m6dyj72l', ...explicit('10.0.0.9') }, 4000, 'InvalidParameter'],
  ['no ENI', { vpcId: target.vpcId, ...explicit('10.0.0.9') }, 4000, 'InvalidParameter'],
])('refused: %s', async (_, params, code, codeDesc) => {
  const world = JSON.stringify(it.emulator.cloud.snapshot())
  expect(await it.cloud.call('AssignPrivateIpAddresses', params)).toEqual({ code, codeDesc, message: expect.any(String) })
  expect(JSON.stringify(it.emulator.cloud.snapshot())).toBe(world)
  expect(await it.control.ledger()).toMatchObject([{ verdict: 'refused', code, codeDesc, effect: null, taskId: null }])
})

test('all of the quota may be used, and nothing more', async () => {
  expect(await it.cloud.call('AssignPrivateIpAddresses', { ...target, secondaryPrivateIpAddressCount: 28 })).toMatchObject({ code: 0 })
  await it.control.finishTasks()
  expect(await it.cloud.call('AssignPrivateIpAddresses', { ...target, secondaryPrivateIpAddressCount: 1 })).toMatchObject({
    codeDesc: 'LimitExceeded',
  })
  const full = { vpcId: target.vpcId, networkInterfaceId: it.eniId('cron-small-full') }
  expect(await it.cloud.call('AssignPrivateIpAddresses', { ...full, secondaryPrivateIpAddressCount: 1 })).toMatchObject({
    codeDesc: 'LimitExceeded',
  })
})

test('a full subnet', async () => {
  const lb = { vpcId: target.vpcId, networkInterfaceId: it.eniId('lvs-01-vip') }
  expect(await it.cloud.call('AssignPrivateIpAddresses', { ...lb, secondaryPrivateIpAddressCount: 2 })).toMatchObject({
    code: 5100,
    codeDesc: 'ResourceInsufficient',
  })
  expect(await it.cloud.call('AssignPrivateIpAddresses', { ...lb, secondaryPrivateIpAddressCount: 1 })).toMatchObject({ code: 0 })
  await it.control.finishTasks()
  expect(await it.cloud.call('AssignPrivateIpAddresses', { ...lb, secondaryPrivateIpAddressCount: 1 })).toMatchObject({
    codeDesc: 'ResourceInsufficient',
  })
})

test('one task per ENI at a time; other ENIs are free', async () => {
  await it.cloud.call('AssignPrivateIpAddresses', { ...target, ...explicit('10.0.0.9') })
  expect(await it.cloud.call('AssignPrivateIpAddresses', { ...target, ...explicit('10.0.0.10') })).toMatchObject({
    code: 5100,
    codeDesc: 'ActionLocked',
  })
  const other = { vpcId: target.vpcId, networkInterfaceId: it.eniId('partner-jd-对接') }
  expect(await it.cloud.call('AssignPrivateIpAddresses', { ...other, ...explicit('10.0.0.10') })).toMatchObject({ code: 0 })
  await it.control.finishTasks()
  expect(await it.cloud.call('AssignPrivateIpAddresses', { ...target, ...explicit('10.0.0.11') })).toMatchObject({ code: 0 })
})

test('an ENI between two states is busy', async () => {
  const stuck = { vpcId: target.vpcId, networkInterfaceId: it.eniId('stuck-detaching') }
  expect(await it.cloud.call('AssignPrivateIpAddresses', { ...stuck, secondaryPrivateIpAddressCount: 1 })).toMatchObject({
    codeDesc: 'ActionLocked',
  })
})

test('the same address is free in another VPC with the same CIDR', async () => {
  const staging = { vpcId: 'vpc-5c2mstg1', networkInterfaceId: it.eniId('stg-pay-front') }
  expect(await it.cloud.call('AssignPrivateIpAddresses', { ...staging, ...explicit('10.0.0.60') })).toMatchObject({ code: 0 })
})

test('tasks end by themselves with the cloud’s clock', async () => {
  await it.control.settings({ manualTasks: false, taskMs: 60_000 })
  await it.cloud.call('AssignPrivateIpAddresses', { ...target, ...explicit('10.0.0.9') })
  expect(await it.cloud.call('DescribeVpcTaskResult', { taskId: 16284 })).toMatchObject({ data: { status: 2 } })
  await it.control.clock({ advance: 60_000 })
  expect(await it.cloud.call('DescribeVpcTaskResult', { taskId: 16284 })).toMatchObject({ data: { status: 0 } })
})
