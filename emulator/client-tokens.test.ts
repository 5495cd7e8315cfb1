import { describe, expect, test } from 'vitest'
import { emulatorFixture } from './testing/fixture.ts'

const it = emulatorFixture({ settings: { manualTasks: true } })
const action = 'AssignPrivateIpAddresses'
const params = { NetworkInterfaceId: 'eni-m6dyj72l', SecondaryPrivateIpAddressCount: 2, ClientToken: 'token-1' }
const assign = (change: Record<string, unknown> = {}) => it.v3.call(action, { ...params, ...change })
const code = async (change: Record<string, unknown> = {}) => (await assign(change)).Error?.Code
const count = () => it.addresses('eni-m6dyj72l')?.length
const verdicts = async () => (await it.control.ledger()).map((row) => row.verdict)
const processing = 'UnsupportedOperation.IdempotentProcessing'
const mismatch = 'UnsupportedOperation.IdempotentParameterMismatch'

test('the same token and the same request: the first answer again, and one effect', async () => {
  const first = await assign()
  expect(await assign()).toEqual(first)
  await it.control.finishTasks()
  // Also after the task, in the words of the first answer.
  expect(await assign()).toEqual(first)
  expect(count()).toBe(4)
  expect(await verdicts()).toEqual(['executed', 'replayed', 'replayed'])
  expect((await it.control.ledger()).map((row) => row.requestId)).toEqual([first.RequestId, first.RequestId, first.RequestId])
  expect(await it.v3.call('DescribeVpcTaskResult', { TaskId: first.RequestId })).toMatchObject({ Status: 'SUCCESS' })
})

test('the order of the parameters does not matter, their values do', async () => {
  await assign()
  const { ClientToken, SecondaryPrivateIpAddressCount, NetworkInterfaceId } = params
  expect(await it.v3.code(action, { ClientToken, SecondaryPrivateIpAddressCount, NetworkInterfaceId })).toBeUndefined()
  expect(await code({ SecondaryPrivateIpAddressCount: 3 })).toBe(mismatch)
  expect(await code({ PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.9' }] })).toBe(mismatch)
  expect(await it.v3.code('AttachNetworkInterface', { NetworkInterfaceId, InstanceId: 'ins-4qx1web1', ClientToken })).toBe(mismatch)
  expect(count()).toBe(4)
})

test('another token, and none, are other requests', async () => {
  await assign()
  await it.control.finishTasks()
  await assign({ ClientToken: 'token-2' })
  await it.control.finishTasks()
  await assign({ ClientToken: '' })
  await it.control.finishTasks()
  await assign({ ClientToken: null })
  expect(count()).toBe(10)
})

test('each region has its own', async () => {
  await assign()
  const dr = it.eniId('dr-spare')
  expect(await it.v3.code(action, { ...params, NetworkInterfaceId: dr }, { region: 'ap-shanghai' })).toBeUndefined()
})

test('a refused request leaves its token free', async () => {
  expect(await code({ SecondaryPrivateIpAddressCount: 29 })).toBe('LimitExceeded')
  expect(await code()).toBeUndefined()
})

describe('while the first request is not through', () => {
  test('its answer is not out yet', async () => {
    await it.control.fault({ kind: 'hold', when: 'after', action })
    const first = assign()
    await it.control.held()
    expect(await code()).toBe(processing)
    await it.control.release()
    expect(await assign()).toEqual(await first)
    expect(count()).toBe(4)
  })

  test('an answer that was lost counts as out', async () => {
    await it.control.fault({ kind: 'drop', when: 'after', action })
    await expect(assign()).rejects.toThrow(/ECONNRESET|socket hang up/)
    expect(await assign()).toMatchObject({ PrivateIpAddressSet: [{ PrivateIpAddress: '10.0.0.5' }, { PrivateIpAddress: '10.0.0.6' }] })
    expect(count()).toBe(4)
  })

  test('a setting: until its task has ended', async () => {
    await it.control.settings({ clientTokenBusyUntil: 'task' })
    const first = await assign()
    expect(await code()).toBe(processing)
    await it.control.finishTasks()
    expect(await assign()).toEqual(first)
  })

  test('the other one that never got there leaves nothing', async () => {
    await it.control.fault({ kind: 'drop', when: 'before', action })
    await expect(assign()).rejects.toThrow(/ECONNRESET|socket hang up/)
    expect(await code()).toBeUndefined()
    expect(await verdicts()).toEqual(['dropped_before', 'executed'])
  })
})

test('a setting: a replay has a RequestId of its own, which is no task', async () => {
  await it.control.settings({ clientTokenNewRequestId: true })
  const { RequestId: id, ...first } = await assign()
  const { RequestId: newId, ...second } = await assign()
  expect(second).toEqual(first)
  expect(newId).not.toBe(id)
  expect(await it.v3.code('DescribeVpcTaskResult', { TaskId: newId })).toBe('ResourceNotFound')
})

test('a setting: a token is forgotten', async () => {
  await it.control.settings({ clientTokenSeconds: 600 })
  await assign()
  await it.control.finishTasks()
  await it.control.clock({ advance: 590_000 })
  await assign()
  expect(count()).toBe(4)
  await it.control.clock({ advance: 10_001 })
  await assign()
  expect(count()).toBe(6)
})

test('the fault: the token is ignored, and the request executed again', async () => {
  await assign()
  await it.control.finishTasks()
  await it.control.fault({ kind: 'token_ignored', action })
  await assign()
  expect(count()).toBe(6)
  expect((await it.control.ledger()).at(-1)).toMatchObject({ verdict: 'executed', faults: ['token_ignored'], clientToken: 'token-1' })
})

test('actions without a token in their schema refuse it', async () => {
  const release = { NetworkInterfaceId: 'eni-m6dyj72l', PrivateIpAddresses: [{ PrivateIpAddress: '10.0.0.60' }], ClientToken: 'token-1' }
  expect(await it.v3.code('UnassignPrivateIpAddresses', release)).toBe('UnknownParameter')
})

test('a new ENI too', async () => {
  const create = { VpcId: 'vpc-7t9nf3pu', SubnetId: 'subnet-9rv7pk2x', NetworkInterfaceName: 'once', ClientToken: 'c' }
  expect(await it.v3.call('CreateNetworkInterface', create)).toEqual(await it.v3.call('CreateNetworkInterface', create))
  expect([...it.emulator.cloud.world.enis.values()].filter((eni) => eni.name === 'once')).toHaveLength(1)
})
