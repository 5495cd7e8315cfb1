/** What every driver must do when it reads. */
import { describe, expect, it } from 'vitest'
import { createControl } from '#emulator/control.ts'
import { startEmulator } from '#emulator/server.ts'
import { systemClock } from '#lib/server/base/clock.ts'
import { CloudError } from './client.ts'
import { apis, codes, contractFixture, count, eniId, region, stamp, vpcId } from './testing/contract.ts'

describe.each(apis)('%s', (api) => {
  const at = contractFixture(api, () => startEmulator({ settings: { manualTasks: true } }), createControl)

  it('the VPCs of one region', async () => {
    const before = Date.now()
    const { data, observedAt } = await at.client.listVpcs(region)
    expect(data.map((vpc) => vpc.vpcId).sort()).toEqual(['vpc-5c2mstg1', vpcId, 'vpc-9k3office'])
    expect(data.find((vpc) => vpc.vpcId === vpcId)).toEqual({
      vpcId,
      name: '生产-核心业务',
      cidr: '10.0.0.0/16',
      isDefault: true,
      // Only v2 counts subnets, only v3 tells tags.
      ...(api === 'v2' ? { subnetCount: 4 } : { tags: [] }),
    })
    expect(observedAt).toBeGreaterThanOrEqual(before)
  })

  it('the subnets of a region and of a VPC', async () => {
    expect((await at.client.listSubnets(region, undefined)).data).toHaveLength(8)
    const { data } = await at.client.listSubnets(region, vpcId)
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
    await at.control.settings({ v2OldShape })
    const { data } = await at.client.listEnis(region, vpcId)
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

  it('one ENI, undefined if there is none or if it is elsewhere', async () => {
    expect((await at.client.getEni(region, vpcId, eniId)).data?.eniId).toBe(eniId)
    expect((await at.client.getEni(region, undefined, eniId)).data?.eniId).toBe(eniId)
    expect((await at.client.getEni(region, vpcId, 'eni-00000000')).data).toBeUndefined()
    expect((await at.client.getEni('ap-shanghai', undefined, eniId)).data).toBeUndefined()
    expect((await at.client.getEni(region, 'vpc-9k3office', eniId)).data).toBeUndefined()
  })

  it('travel on kept connections', async () => {
    for (let n = 0; n < 5; n += 1) await at.client.getEni(region, vpcId, eniId)
    const rows = await at.control.ledger()
    expect(new Set(rows.map((row) => row.connection)).size).toBe(1)
  })

  it('are tried again after a failure in passing, at most twice', async () => {
    await at.control.fault({ kind: 'http502', when: 'before' })
    await at.control.fault({ kind: 'drop', when: 'before', skip: 1 })
    expect((await at.client.getEni(region, vpcId, eniId)).data?.eniId).toBe(eniId)
    expect(at.requests).toHaveLength(3)
    at.forget()
    await at.control.fault({ kind: 'http502', when: 'before', times: 9 })
    await expect(at.client.getEni(region, vpcId, eniId)).rejects.toMatchObject({ reason: 'unavailable', answer: { httpStatus: 502 } })
    expect(at.requests).toHaveLength(3)
  })

  it.each([
    ['rate', 'rate_limited', 3],
    ['server', 'unavailable', 3],
    ['forbidden', 'forbidden', 1],
    ['nobodyKnows', 'unknown_code', 1],
  ] as const)('the code for %s → %s after %i tries', async (name, reason, tries) => {
    await at.control.failNext({ code: codes[api][name], times: 9 })
    await expect(at.client.listVpcs(region)).rejects.toMatchObject({ name: 'CloudError', reason })
    expect(at.requests).toHaveLength(tries)
  })

  it('a cut body is a bad reply, a server that hangs a timeout', async () => {
    await at.control.fault({ kind: 'cut', atByte: 20, times: 9 })
    await expect(at.client.listVpcs(region)).rejects.toMatchObject({ reason: 'bad_reply' })
    await at.control.clearFaults()
    await at.control.fault({ kind: 'hold', when: 'before' })
    await expect(at.client.getEni(region, vpcId, eniId, AbortSignal.timeout(50))).rejects.toMatchObject({ reason: 'timeout' })
    await at.control.release()
  })

  it('a wrong key says so and shows neither key', async () => {
    const stranger = at.make({ credentials: { secretId: at.emulator.secretId, secretKey: 'canary-of-a-wrong-key' } })
    const error: unknown = await stranger.listVpcs(region).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(CloudError)
    expect(error).toMatchObject({ reason: 'auth_failed' })
    const text = `${String(error)} ${JSON.stringify(error)} ${error instanceof Error ? error.stack : ''}`
    expect(text).not.toContain('canary')
    expect(text).not.toContain(at.emulator.secretId)
  })

  it.each(['SecretId', 'Signature', 'whole'])('a cloud that echoes the %s shows none of it', async (part) => {
    const echoing = at.make({
      transport: (request) => {
        const form = new URLSearchParams(api === 'v2' ? (request.body ?? request.path.split('?')[1]) : '')
        const [, keyId = '', signature = ''] = /Credential=([^/]+).*Signature=(\w+)/.exec(request.headers['authorization'] ?? '') ?? []
        const parts: Record<string, string> = {
          SecretId: form.get('SecretId') ?? keyId,
          Signature: form.get('Signature') ?? signature,
          whole: `${request.path} ${request.body} ${[...form.values(), ...Object.values(request.headers)].join(' ')}`,
        }
        const [code, message] = [`Auth ${parts[part]}`, parts[part]]
        const body =
          api === 'v2' ? { code: 4100, message, codeDesc: code } : { Response: { Error: { Code: code, Message: message }, RequestId: 'r' } }
        return Promise.resolve({ status: 200, headers: {}, body: JSON.stringify(body) })
      },
      credentials: { secretId: 'short-id', secretKey: 'canary', token: 'canary-token' },
    })
    const error: unknown = await echoing.listVpcs(region).catch((caught: unknown) => caught)
    const outcome = await echoing.write(region, count(1), stamp())
    const text = `${String(error)} ${JSON.stringify(error)} ${JSON.stringify(outcome)}`
    expect(text).toContain('***')
    expect(text).not.toMatch(/canary|short-id|[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/%]{43,}%3D|[0-9a-f]{64}/)
  })

  it('end when the client is closed', async () => {
    const other = at.make()
    await at.control.fault({ kind: 'hold', when: 'before' })
    const waiting = other.listVpcs(region)
    await Promise.all([expect(waiting).rejects.toMatchObject({ reason: 'timeout' }), other.close()])
    await at.control.release()
  })

  it('the clock is learned from an answer, and a read that the wrong time refused succeeds with it', async () => {
    const late = at.make({ clock: { ...systemClock, now: () => Date.now() - 3_600_000 } })
    expect((await late.getEni(region, vpcId, eniId)).data?.eniId).toBe(eniId)
    expect(at.requests).toHaveLength(2)
    expect(Math.abs(late.clockOffsetMs() - 3_600_000)).toBeLessThan(2_000)
    expect(at.client.clockOffsetMs()).toBe(0)
  })
})
