import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { describe, expect, test } from 'vitest'
import { emulatorFixture } from './testing/fixture.ts'

const it = emulatorFixture({ settings: { manualTasks: true } })
const action = 'AssignPrivateIpAddresses'
const assign = () => it.cloud.call(action, { vpcId: 'vpc-7t9nf3pu', networkInterfaceId: 'eni-m6dyj72l', secondaryPrivateIpAddressCount: 2 })
const rawAssign = () =>
  it.cloud.raw(action, { vpcId: 'vpc-7t9nf3pu', networkInterfaceId: 'eni-m6dyj72l', secondaryPrivateIpAddressCount: 2 })
const count = () => it.addresses('eni-m6dyj72l')?.length
const lastRow = async () => (await it.control.ledger()).at(-1)

test('dropped before: nothing happened', async () => {
  await it.control.fault({ kind: 'drop', when: 'before', action })
  await expect(assign()).rejects.toThrow(/ECONNRESET|socket hang up/)
  expect(count()).toBe(2)
  expect(await lastRow()).toMatchObject({ verdict: 'dropped_before', code: null, effect: null, faults: ['drop'] })
  expect(await assign()).toMatchObject({ code: 0 })
})

test('dropped after: the effect is there and the caller does not know', async () => {
  await it.control.fault({ kind: 'drop', when: 'after' })
  await expect(assign()).rejects.toThrow(/ECONNRESET|socket hang up/)
  expect(count()).toBe(4)
  expect(await lastRow()).toMatchObject({ verdict: 'executed', code: 0, effect: { added: ['10.0.0.5', '10.0.0.6'] }, faults: ['drop'] })
})

test('502, before and after', async () => {
  await it.control.fault({ kind: 'http502', when: 'before' })
  const reply = await rawAssign()
  expect(reply).toMatchObject({ status: 502, headers: { 'content-type': 'text/html' } })
  expect(reply.text).toContain('Bad Gateway')
  expect(count()).toBe(2)
  await it.control.fault({ kind: 'http502', when: 'after' })
  expect((await rawAssign()).status).toBe(502)
  expect(count()).toBe(4)
})

test('the body is cut at a byte', async () => {
  await it.control.fault({ kind: 'cut', atByte: 12 })
  await expect(assign()).rejects.toThrow(/aborted|ECONNRESET/)
  expect(count()).toBe(4)
  // The raw bytes of a second one: the promised length does not come.
  await it.control.fault({ kind: 'cut', atByte: 12 })
  const { port } = new URL(it.emulator.listening)
  const text = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write('GET /v2/index.php HTTP/1.1\r\nHost: x\r\n\r\n'))
    let all = ''
    socket.on('data', (chunk) => (all += chunk.toString()))
    socket.on('close', () => resolve(all))
    socket.on('error', reject)
  })
  expect(text).toMatch(/Content-Length: \d{2,}\r\n/)
  expect(text.split('\r\n\r\n')[1]).toBe('{"code":4000')
})

test('the answer comes twice: a kept-alive connection is poisoned', async () => {
  await it.control.fault({ kind: 'answer_twice' })
  const { port } = new URL(it.emulator.listening)
  const text = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write('GET /v2/index.php HTTP/1.1\r\nHost: x\r\n\r\n'))
    let all = ''
    socket.on('data', (chunk) => {
      all += chunk.toString()
      if (all.split('HTTP/1.1 200 OK').length === 3 && all.endsWith('}')) socket.destroy()
    })
    socket.on('close', () => resolve(all))
    socket.on('error', reject)
  })
  expect(text.match(/"code":4000/g)).toHaveLength(2)
})

test('delayed before and after', async () => {
  await it.control.fault({ kind: 'delay', when: 'before', ms: 30 })
  await it.control.fault({ kind: 'delay', when: 'after', ms: 30 })
  const start = performance.now()
  expect(await assign()).toMatchObject({ code: 0 })
  expect(performance.now() - start).toBeGreaterThanOrEqual(55)
  expect(await lastRow()).toMatchObject({ faults: ['delay', 'delay'] })
})

describe('held', () => {
  test('before: the effect comes with the release, and its time says so', async () => {
    await it.control.fault({ kind: 'hold', when: 'before', action })
    const reply = assign()
    expect(await it.control.held()).toBe(1)
    expect(count()).toBe(2)
    expect(await lastRow()).toMatchObject({ verdict: null, effect: null })
    await it.control.clock({ advance: 60_000 })
    expect(await it.control.release()).toBe(1)
    expect(await reply).toMatchObject({ code: 0 })
    const row = await lastRow()
    expect((row?.effectAt ?? 0) - (row?.at ?? 0)).toBeGreaterThanOrEqual(60_000)
  })

  test('before, longer than the signature is good for: refused', async () => {
    await it.control.fault({ kind: 'hold', when: 'before' })
    const reply = assign()
    await it.control.held()
    await it.control.clock({ advance: 301_000 })
    await it.control.release()
    expect(await reply).toMatchObject({ code: 4500 })
  })

  test('after: the effect is there while the caller waits', async () => {
    await it.control.fault({ kind: 'hold', when: 'after' })
    const reply = assign()
    await it.control.held()
    expect(count()).toBe(4)
    await it.control.release()
    expect(await reply).toMatchObject({ code: 0 })
  })

  test('a reset loses what is held', async () => {
    await it.control.fault({ kind: 'hold', when: 'before' })
    const reply = assign().then(
      () => 'answered',
      () => 'lost',
    )
    await it.control.held()
    await it.control.reset()
    expect(await reply).toBe('lost')
    expect(count()).toBe(2)
  })
})

test('only the named action, after so many, so many times', async () => {
  await it.control.fault({ kind: 'http502', when: 'before', action: 'DescribeVpcEx', skip: 1, times: 2 })
  expect(await assign()).toMatchObject({ code: 0 })
  const statuses: number[] = []
  for (let n = 0; n < 4; n += 1) statuses.push((await it.cloud.raw('DescribeVpcEx')).status)
  expect(statuses).toEqual([200, 502, 502, 200])
  await it.control.fault({ kind: 'http502', when: 'before', times: 5 })
  await it.control.clearFaults()
  expect((await it.cloud.raw('DescribeVpcEx')).status).toBe(200)
})

test('fail-next, by number and by symbol, known or not', async () => {
  const told = async (code: number | string, times = 1) => {
    await it.control.failNext({ action, code, times })
    return assign()
  }
  expect(await told(4400)).toMatchObject({ code: 4400, codeDesc: 'RequestLimitExceeded' })
  expect(await told('ActionLocked')).toMatchObject({ code: 5100, codeDesc: 'ActionLocked' })
  expect(await told('AuthFailure')).toMatchObject({ code: 4100 })
  expect(await told(-3047)).toMatchObject({ code: -3047, codeDesc: 'UnknownError' })
  expect(await told('Never.Seen', 2)).toMatchObject({ code: 5100, codeDesc: 'Never.Seen' })
  expect(await it.cloud.call('DescribeVpcEx')).toMatchObject({ code: 0 })
  expect(await assign()).toMatchObject({ codeDesc: 'Never.Seen' })
  expect(await assign()).toMatchObject({ code: 0 })
  expect(count()).toBe(4)
})

describe('how a task ends', () => {
  const status = async () => it.cloud.call('DescribeVpcTaskResult', { taskId: 16284 })
  test.each([
    ['failed', { end: 'failed' }, 1, 2, ['10.0.0.5', '10.0.0.6']],
    ['failed, but the effect stays', { end: 'kept' }, 1, 4, undefined],
    ['success without effect', { end: 'hollow' }, 0, 2, ['10.0.0.5', '10.0.0.6']],
    ['success with a part', { end: 'partial', keep: 1 }, 0, 3, ['10.0.0.6']],
  ] as const)('%s', async (_, plan, code, addresses, reverted) => {
    await it.control.fault({ kind: 'task', action, plan })
    expect(await assign()).toMatchObject({ code: 0 })
    await it.control.finishTasks()
    expect(await status()).toMatchObject({ data: { status: code } })
    expect(count()).toBe(addresses)
    const row = (await it.control.ledger())[0]
    expect(row?.reverted?.ips).toEqual(reverted)
  })

  test('a refused request does not use the fault up; finish-tasks may say otherwise', async () => {
    await it.control.fault({ kind: 'task', plan: 'failed' })
    expect(await it.cloud.call(action, { vpcId: 'vpc-7t9nf3pu', networkInterfaceId: 'eni-m6dyj72l' })).toMatchObject({ code: 4000 })
    await assign()
    await it.control.finishTasks({ taskIds: [1] })
    expect(await status()).toMatchObject({ data: { status: 2 } })
    await it.control.finishTasks({ taskIds: [16284], plan: 'success' })
    expect(await status()).toMatchObject({ data: { status: 0 } })
  })
})

test('stale reads: lists answer what was, tasks what is', async () => {
  await it.control.fault({ kind: 'stale', seconds: 10 })
  await assign()
  await it.control.finishTasks()
  const listed = async () =>
    JSON.stringify(await it.cloud.call('DescribeNetworkInterfaces', { networkInterfaceId: 'eni-m6dyj72l' })).includes('10.0.0.5')
  expect(await listed()).toBe(false)
  expect(await lastRow()).toMatchObject({ faults: ['stale'] })
  expect(await it.cloud.call('DescribeVpcTaskResult', { taskId: 16284 })).toMatchObject({ data: { status: 0 } })
  await it.control.clock({ advance: 10_000 })
  expect(await listed()).toBe(true)
})

describe('a replica that lags', () => {
  const listed = async () =>
    JSON.stringify(await it.cloud.call('DescribeNetworkInterfaces', { networkInterfaceId: 'eni-m6dyj72l' })).includes('10.0.0.5')

  test('answers what was true so long ago, never what was before that', async () => {
    await it.control.fault({ kind: 'lag', seconds: 10, share: 1 })
    await assign()
    await it.control.finishTasks()
    await it.control.clock({ advance: 9_000 })
    expect([await listed(), (await lastRow())?.faults]).toEqual([false, ['lag']])
    expect(await it.cloud.call('DescribeVpcTaskResult', { taskId: 16284 })).toMatchObject({ data: { status: 0 } })
    await it.control.clock({ advance: 1_000 })
    expect([await listed(), (await lastRow())?.faults]).toEqual([true, []])
  })

  test('answers a part of the reads: one can be older than the one before it', async () => {
    await it.control.fault({ kind: 'lag', seconds: 10, share: 0.5 })
    await assign()
    const seen: boolean[] = []
    for (let n = 0; n < 40; n++) seen.push(await listed())
    expect(seen.some((isNew, n) => isNew && seen[n + 1] === false)).toBe(true)
  })

  test('knows when a task ended, though nobody asked then', async () => {
    await it.control.settings({ manualTasks: false, taskMs: 2_000 })
    await it.control.fault({ kind: 'lag', seconds: 10, share: 1 })
    const states = async () => JSON.stringify(await it.cloud.call('DescribeNetworkInterfaces', { networkInterfaceId: 'eni-m6dyj72l' }))
    await it.cloud.call('UnassignPrivateIpAddresses', {
      vpcId: 'vpc-7t9nf3pu',
      networkInterfaceId: 'eni-m6dyj72l',
      'privateIpAddress.0': '10.0.0.60',
    })
    await it.control.clock({ advance: 11_500 })
    expect(await states()).toContain('10.0.0.60')
    await it.control.clock({ advance: 1_000 })
    expect(await states()).not.toContain('10.0.0.60')
  })

  test('catches up', async () => {
    await it.control.fault({ kind: 'lag', seconds: 60, share: 1, forSeconds: 5 })
    await assign()
    expect(await listed()).toBe(false)
    await it.control.clock({ advance: 5_000 })
    expect(await listed()).toBe(true)
    await it.control.fault({ kind: 'lag', seconds: 60, share: 1 })
    await it.control.finishTasks()
    expect(await it.control.clearFaults()).toEqual({})
    expect([await listed(), (await lastRow())?.faults]).toEqual([true, []])
  })
})

test('the connection of each request is in the ledger', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const get = () =>
    new Promise<void>((resolve, reject) => {
      request(`${it.emulator.listening}/v2/index.php`, { agent }, (response) => response.resume().on('end', resolve))
        .on('error', reject)
        .end()
    })
  await get()
  await get()
  await it.cloud.call('DescribeVpcEx')
  const [first, second, third] = (await it.control.ledger()).map((row) => row.connection)
  expect(second).toBe(first)
  expect(third).not.toBe(first)
  agent.destroy()
})
