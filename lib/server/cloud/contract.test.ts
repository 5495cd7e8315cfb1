/** What every driver must do, tried against the real emulator over real HTTP. A second API is one more row in `apis`. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createControl, type Control } from '#emulator/control.ts'
import { startEmulator, type Emulator } from '#emulator/server.ts'
import { systemClock } from '#lib/server/base/clock.ts'
import { CloudError, type Api, type AssignParams, type CloudClient, type WriteOutcome, type WriteStamp } from './client.ts'
import { createCloudClient } from './create.ts'
import { localLimits } from './limits.ts'
import type { TransportRequest } from './transport.ts'
import { createUndiciTransport } from './undici-transport.ts'
import type { V2ClientOptions } from './v2/driver.ts'

const apis: Api[] = ['v2']
const region = 'ap-guangzhou'
const vpcId = 'vpc-7t9nf3pu'
const eniId = 'eni-m6dyj72l'

describe.each(apis)('%s', (api) => {
  let emulator: Emulator
  let control: Control
  let client: CloudClient
  let requests: TransportRequest[] = []
  const transport = createUndiciTransport()

  const make = (options: Partial<V2ClientOptions> = {}) =>
    createCloudClient({
      api,
      account: 'main',
      endpoint: emulator.listening,
      credentials: { secretId: emulator.secretId, secretKey: emulator.secretKey },
      regions: [region, 'ap-shanghai'],
      transport: (request) => {
        requests.push(request)
        return transport.send(request)
      },
      clock: systemClock,
      random: Math.random,
      limits: { ...localLimits, retryBaseMs: 1, readTimeoutMs: 2_000, writeTimeoutMs: 1_000 },
      ...options,
    })

  beforeAll(async () => {
    emulator = await startEmulator({ settings: { manualTasks: true } })
    control = createControl(emulator)
  })
  afterAll(async () => {
    await transport.close()
    await emulator.close()
  })
  beforeEach(async () => {
    await control.reset()
    requests = []
    // A client of its own: one that met a rate limit stays slow for a while.
    client = make()
  })
  afterEach(() => client.close())

  let nonce = 1
  const stamp = (more: Partial<WriteStamp> = {}): WriteStamp => ({
    timestampSeconds: Math.floor(Date.now() / 1000),
    nonce: String(nonce++),
    clientToken: `token-${nonce}`,
    traceId: `trace-${nonce}`,
    mayStillSend: () => true,
    ...more,
  })
  const explicit = (...ips: string[]): AssignParams => ({
    vpcId,
    eniId,
    mode: 'explicit',
    addresses: ips.map((ip) => ({ ip, primary: false })),
  })
  const count = (n: number): AssignParams => ({ vpcId, eniId, mode: 'count', count: n })
  const executed = async () =>
    (await control.ledger()).filter((row) => row.action === 'AssignPrivateIpAddresses' && row.verdict === 'executed')
  const addressesNow = async () => (await client.getEni(region, vpcId, eniId)).data?.privateIps.map((address) => address.ip)

  describe('reads', () => {
    it('the VPCs of one region', async () => {
      const before = Date.now()
      const { data, observedAt } = await client.listVpcs(region)
      expect(data.map((vpc) => vpc.vpcId).sort()).toEqual(['vpc-5c2mstg1', vpcId, 'vpc-9k3office'])
      expect(data.find((vpc) => vpc.vpcId === vpcId)).toEqual({
        vpcId,
        name: '生产-核心业务',
        cidr: '10.0.0.0/16',
        isDefault: true,
        subnetCount: 4,
      })
      expect(observedAt).toBeGreaterThanOrEqual(before)
    })

    it('the subnets of a region and of a VPC', async () => {
      expect((await client.listSubnets(region, undefined)).data).toHaveLength(8)
      const { data } = await client.listSubnets(region, vpcId)
      expect(data).toHaveLength(4)
      expect(data).toContainEqual({
        vpcId,
        subnetId: 'subnet-4lbtn28q',
        name: 'lb-vip',
        cidr: '10.0.1.0/28',
        zone: 'ap-guangzhou-3',
        free: 1,
        total: 13,
      })
    })

    it.each([false, true])('the ENIs of a VPC; older reply shape: %s', async (v2OldShape) => {
      await control.settings({ v2OldShape })
      const { data } = await client.listEnis(region, vpcId)
      expect(data.length).toBeGreaterThan(10)
      expect(data.every((eni) => eni.vpcId === vpcId)).toBe(true)
      expect(data.find((eni) => eni.eniId === eniId)).toMatchObject({
        name: '官网前端 web-front',
        subnetId: 'subnet-9rv7pk2x',
        isPrimary: false,
        instanceId: 'ins-4qx1web1',
        state: 'inuse',
        mac: expect.stringMatching(/^20:90:6f(:[0-9a-f]{2}){3}$/),
        createdAt: expect.stringMatching(/^2024-\d\d-\d\dT.*Z$/),
        privateIps: [
          { ip: '10.0.0.4', isPrimary: true },
          { ip: '10.0.0.60', isPrimary: false, publicIp: '119.29.51.60', eipId: expect.stringMatching(/^eip-/), note: '活动页专用' },
        ],
      })
      expect(data.find((eni) => eni.name === 'redis-session')).toMatchObject({ state: 'available', instanceId: undefined })
    })

    it('one ENI, undefined if there is none, an error if there is no such VPC', async () => {
      expect((await client.getEni(region, vpcId, eniId)).data?.eniId).toBe(eniId)
      expect((await client.getEni(region, undefined, eniId)).data?.eniId).toBe(eniId)
      expect((await client.getEni(region, vpcId, 'eni-00000000')).data).toBeUndefined()
      expect((await client.getEni('ap-shanghai', undefined, eniId)).data).toBeUndefined()
      await expect(client.getEni(region, 'vpc-00000000', eniId)).rejects.toMatchObject({ reason: 'vpc_not_found' })
    })

    it('travel on kept connections', async () => {
      for (let n = 0; n < 5; n += 1) await client.getEni(region, vpcId, eniId)
      const rows = await control.ledger()
      expect(new Set(rows.map((row) => row.connection)).size).toBe(1)
    })

    it('are tried again after a failure in passing, at most twice', async () => {
      await control.fault({ kind: 'http502', when: 'before' })
      await control.fault({ kind: 'drop', when: 'before', skip: 1 })
      expect((await client.getEni(region, vpcId, eniId)).data?.eniId).toBe(eniId)
      expect(requests).toHaveLength(3)
      requests = []
      await control.fault({ kind: 'http502', when: 'before', times: 9 })
      await expect(client.getEni(region, vpcId, eniId)).rejects.toMatchObject({ reason: 'unavailable', answer: { httpStatus: 502 } })
      expect(requests).toHaveLength(3)
    })

    it.each([
      ['rate limit', 4400, 'rate_limited', 3],
      ['server error', 6000, 'unavailable', 3],
      ['not allowed', 4101, 'forbidden', 1],
      ['a code nobody knows', 7777, 'unknown_code', 1],
    ] as const)('%s: %i → %s after %i tries', async (_name, code, reason, tries) => {
      await control.failNext({ code, times: 9 })
      await expect(client.listVpcs(region)).rejects.toMatchObject({ name: 'CloudError', reason })
      expect(requests).toHaveLength(tries)
    })

    it('a cut body is a bad reply, a server that hangs a timeout', async () => {
      await control.fault({ kind: 'cut', atByte: 20, times: 9 })
      await expect(client.listVpcs(region)).rejects.toMatchObject({ reason: 'bad_reply' })
      await control.clearFaults()
      await control.fault({ kind: 'hold', when: 'before' })
      await expect(client.getEni(region, vpcId, eniId, AbortSignal.timeout(50))).rejects.toMatchObject({ reason: 'timeout' })
      await control.release()
    })

    it('a wrong key says so and shows neither key', async () => {
      const stranger = make({ credentials: { secretId: emulator.secretId, secretKey: 'canary-of-a-wrong-key' } })
      const error: unknown = await stranger.listVpcs(region).catch((caught: unknown) => caught)
      expect(error).toBeInstanceOf(CloudError)
      expect(error).toMatchObject({ reason: 'auth_failed' })
      const text = `${String(error)} ${JSON.stringify(error)} ${error instanceof Error ? error.stack : ''}`
      expect(text).not.toContain('canary')
      expect(text).not.toContain(emulator.secretId)
    })

    it.each(['SecretId', 'Signature', 'whole'])('a cloud that echoes the %s shows none of it', async (part) => {
      const echoing = make({
        transport: (request) => {
          const form = new URLSearchParams(request.body ?? request.path.split('?')[1])
          const echo = part === 'whole' ? `${request.path} ${request.body} ${[...form.values()].join(' ')}` : (form.get(part) ?? '')
          return Promise.resolve({
            status: 200,
            headers: {},
            body: JSON.stringify({ code: 4100, message: echo, codeDesc: `Auth ${echo}` }),
          })
        },
        credentials: { secretId: 'short-id', secretKey: 'canary', token: 'canary-token' },
      })
      const error: unknown = await echoing.listVpcs(region).catch((caught: unknown) => caught)
      const outcome = await echoing.assign(region, count(1), stamp())
      const text = `${String(error)} ${JSON.stringify(error)} ${JSON.stringify(outcome)}`
      expect(text).toContain('***')
      expect(text).not.toMatch(/canary|short-id|[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/%]{43,}%3D/)
    })

    it('end when the client is closed', async () => {
      const other = make()
      await control.fault({ kind: 'hold', when: 'before' })
      const waiting = other.listVpcs(region)
      await Promise.all([expect(waiting).rejects.toMatchObject({ reason: 'timeout' }), other.close()])
      await control.release()
    })
  })

  describe('clock', () => {
    it('is learned from an answer, and a read that the wrong time refused succeeds with it', async () => {
      const late = make({ clock: { ...systemClock, now: () => Date.now() - 3_600_000 } })
      expect((await late.getEni(region, vpcId, eniId)).data?.eniId).toBe(eniId)
      expect(requests).toHaveLength(2)
      expect(Math.abs(late.clockOffsetMs() - 3_600_000)).toBeLessThan(2_000)
      expect(client.clockOffsetMs()).toBe(0)
    })
  })

  describe('assign', () => {
    it('a count: accepted with a task, which ends, and the addresses are there', async () => {
      const before = await addressesNow()
      const outcome = await client.assign(region, count(2), stamp())
      expect(outcome).toMatchObject({ kind: 'accepted', taskId: expect.stringMatching(/^\S+$/) })
      const taskId = outcome.kind === 'accepted' ? (outcome.taskId ?? '') : ''
      expect(await client.taskStatus(region, taskId)).toBe('running')
      await control.finishTasks()
      expect(await client.taskStatus(region, taskId)).toBe('succeeded')
      const added = (await addressesNow())?.filter((ip) => !before?.includes(ip))
      expect(added).toEqual((await executed())[0]?.effect?.added)
      expect(added).toHaveLength(2)
    })

    it('ten explicit addresses, and a task that fails', async () => {
      const ips = Array.from({ length: 10 }, (_, n) => `10.0.0.${200 + n}`)
      const outcome = await client.assign(region, explicit(...ips), stamp())
      expect((await executed())[0]?.effect?.added).toEqual(ips)
      await control.finishTasks({ plan: { end: 'failed' } })
      expect(await client.taskStatus(region, outcome.kind === 'accepted' ? (outcome.taskId ?? '') : '')).toBe('failed')
    })

    it('has a connection of its own', async () => {
      await client.getEni(region, vpcId, eniId)
      await client.assign(region, count(1), stamp())
      await control.finishTasks()
      await client.assign(region, count(1), stamp())
      expect(new Set((await control.ledger()).map((row) => row.connection)).size).toBe(3)
    })

    const refusals: [string, AssignParams, Partial<WriteOutcome>][] = [
      ['held by another product', explicit('10.0.0.50'), { kind: 'in_use', cause: 'address_in_use' }],
      ['on another ENI', explicit('10.0.0.61'), { kind: 'in_use', cause: 'address_in_use' }],
      ['outside the subnet', explicit('10.0.9.9'), { kind: 'refused', cause: 'invalid_parameter', retry: false }],
      ['reserved', explicit('10.0.0.1'), { kind: 'refused', retry: false }],
      ['unknown ENI', { ...count(1), eniId: 'eni-00000000' }, { kind: 'refused', cause: 'eni_not_found', retry: false }],
      ['unknown VPC', { ...count(1), vpcId: 'vpc-00000000' }, { kind: 'refused', cause: 'vpc_not_found', retry: false }],
      ['over the quota', count(100), { kind: 'refused', cause: 'quota_exceeded', retry: false }],
      ['primary', { vpcId, eniId, mode: 'explicit', addresses: [{ ip: '10.0.0.200', primary: true }] }, { kind: 'refused', retry: false }],
    ]
    it.each(refusals)('%s', async (_name, params, expected) => {
      const outcome = await client.assign(region, params, stamp())
      expect(outcome).toMatchObject({
        ...expected,
        httpStatus: 200,
        cloudCode: expect.any(String),
        cloudMessage: expect.stringMatching(/./),
      })
      expect(await executed()).toHaveLength(0)
    })

    it('a full subnet', async () => {
      const enis = (await client.listEnis(region, vpcId)).data
      const lvs = enis.find((eni) => eni.name === 'lvs-01-vip')
      expect(await client.assign(region, { vpcId, eniId: lvs?.eniId ?? '', mode: 'count', count: 2 }, stamp())).toMatchObject({
        kind: 'refused',
        cause: 'subnet_full',
      })
    })

    it('a second one while a task runs is busy', async () => {
      expect(await client.assign(region, count(1), stamp())).toMatchObject({ kind: 'accepted' })
      expect(await client.assign(region, count(1), stamp())).toMatchObject({ kind: 'busy', cause: 'eni_busy' })
      expect(await executed()).toHaveLength(1)
    })

    it.each([
      [4400, { kind: 'refused', cause: 'rate_limited', retry: true }],
      [4100, { kind: 'refused', cause: 'auth_failed', retry: false }],
      [4500, { kind: 'unknown', cause: 'clock_skew' }],
      [5100, { kind: 'unknown' }],
      [5400, { kind: 'unknown' }],
      [6000, { kind: 'unknown' }],
      [6200, { kind: 'unknown' }],
      [7777, { kind: 'unknown', cause: 'unknown_code' }],
      ['ActionLocked', { kind: 'busy' }],
    ] as const)('code %s', async (code, expected) => {
      await control.failNext({ action: 'AssignPrivateIpAddresses', code })
      expect(await client.assign(region, count(1), stamp())).toMatchObject(expected)
      expect(requests).toHaveLength(1)
    })

    const lost = [
      ['reset before the effect', { kind: 'drop', when: 'before' }, 'unreachable', 0],
      ['reset after it', { kind: 'drop', when: 'after' }, 'unreachable', 1],
      ['502 before the effect', { kind: 'http502', when: 'before' }, 'unavailable', 0],
      ['502 after it', { kind: 'http502', when: 'after' }, 'unavailable', 1],
      ['cut body', { kind: 'cut', atByte: 12 }, 'bad_reply', 1],
      ['an answer that does not come', { kind: 'hold', when: 'after' }, 'timeout', 1],
    ] as const
    it.each(lost)('%s → unknown, and sent once', async (_name, fault, cause, effects) => {
      await control.fault(fault)
      expect(await client.assign(region, count(1), stamp())).toMatchObject({ kind: 'unknown', cause })
      expect(requests).toHaveLength(1)
      expect((await control.ledger()).filter((row) => row.action === 'AssignPrivateIpAddresses')).toHaveLength(1)
      expect(await executed()).toHaveLength(effects)
      await control.release()
    })

    it('an answer that comes twice counts once', async () => {
      await control.fault({ kind: 'answer_twice' })
      expect(await client.assign(region, count(1), stamp())).toMatchObject({ kind: 'accepted' })
      await control.finishTasks()
      expect(await client.assign(region, count(1), stamp())).toMatchObject({ kind: 'accepted' })
      expect(await executed()).toHaveLength(2)
    })

    it('whose time is over is not sent', async () => {
      expect(await client.assign(region, count(1), stamp({ mayStillSend: () => false }))).toEqual({ kind: 'not_sent', cause: 'too_late' })
      expect(await control.ledger()).toHaveLength(0)
    })

    it('to a cloud that is not there is not sent', async () => {
      const nowhere = make({ endpoint: 'http://127.0.0.1:9' })
      expect(await nowhere.assign(region, count(1), stamp())).toEqual({ kind: 'not_sent', cause: 'unreachable' })
      await expect(nowhere.listVpcs(region)).rejects.toMatchObject({ reason: 'unreachable' })
    })

    it('that cannot be encoded is not sent', async () => {
      expect(await client.assign(region, { ...count(1), eniId: 'eni-\ud800' }, stamp())).toMatchObject({ kind: 'not_sent' })
      expect(requests).toHaveLength(0)
    })

    it('is signed with the stamp it was given, and sends what the preview shows', async () => {
      const given = stamp({ timestampSeconds: Math.floor(Date.now() / 1000) - 100, nonce: '77' })
      const params = explicit('10.0.0.210', '10.0.0.211')
      await client.assign(region, params, given)
      const [row] = await executed()
      expect(row).toMatchObject({ timestamp: String(given.timestampSeconds), nonce: '77', region })
      const preview = client.previewAssign(region, params)
      expect(preview).toMatchObject({ api, action: row?.action, region })
      expect(preview.params).toEqual(row?.params)
      expect(JSON.stringify(preview)).not.toMatch(/Signature|SecretId|Nonce|Timestamp/i)
    })
  })
})

describe('many ENIs', () => {
  it('are read to the last page, each once', async () => {
    const emulator = await startEmulator({ enis: 1_234 })
    const transport = createUndiciTransport()
    let calls = 0
    const send = (request: TransportRequest) => transport.send((calls++, request))
    const client = createCloudClient({
      api: 'v2',
      account: 'main',
      endpoint: emulator.listening,
      credentials: emulator,
      regions: [region],
      transport: send,
      clock: systemClock,
      random: Math.random,
      limits: localLimits,
    })
    try {
      const { data } = await client.listEnis(region, undefined)
      const inShanghai = (await client.listEnis('ap-shanghai', undefined)).data.length
      expect(new Set(data.map((eni) => eni.eniId)).size).toBe(1_234 - inShanghai)
      expect(calls).toBe(Math.ceil((1_234 - inShanghai) / 50) + Math.ceil(inShanghai / 50))
    } finally {
      await client.close()
      await transport.close()
      await emulator.close()
    }
  })
})
