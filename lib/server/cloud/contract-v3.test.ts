/** What only API 3.0 can do, against the real emulator. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createControl } from '#emulator/control.ts'
import { startEmulator, type Emulator } from '#emulator/server.ts'
import { contractFixture, count, eniId, region, stamp, vpcId } from './testing/contract.ts'

const at = contractFixture('v3', () => startEmulator({ settings: { manualTasks: true } }), createControl)

describe('assign', () => {
  it('names the new addresses at once; they are pending until the task ends', async () => {
    const outcome = await at.client.write(region, count(2), stamp())
    const added = (await at.executed())[0]?.effect?.added
    expect(outcome).toMatchObject({ kind: 'accepted', addresses: added, taskId: (await at.executed())[0]?.requestId })
    const states = async () =>
      (await at.client.getEni(region, vpcId, eniId)).data?.privateIps.filter(({ ip }) => added?.includes(ip)).map(({ state }) => state)
    expect(await states()).toEqual(['pending', 'pending'])
    await at.control.finishTasks()
    expect(await states()).toEqual(['available', 'available'])
  })

  it('again with the same token has no second effect, with other parameters nobody knows', async () => {
    const given = stamp()
    const first = await at.client.write(region, count(1), given)
    await at.control.finishTasks()
    const { timestampSeconds, nonce } = stamp()
    const second = await at.client.write(region, count(1), { ...given, timestampSeconds, nonce })
    expect(second).toMatchObject({ kind: 'accepted', addresses: first.kind === 'accepted' ? first.addresses : [] })
    expect(await at.client.write(region, count(2), given)).toMatchObject({
      kind: 'unknown',
      cloudCode: 'UnsupportedOperation.IdempotentParameterMismatch',
    })
    expect(await at.executed()).toHaveLength(1)
  })

  it('with a level of service', async () => {
    await at.client.write(region, { kind: 'assign', vpcId, eniId, mode: 'count', count: 1, qosLevel: 'AU' }, stamp())
    expect((await at.executed())[0]?.params).toMatchObject({ SecondaryPrivateIpAddressCount: 1, QosLevel: 'AU' })
    const { data } = await at.client.getEni(region, vpcId, eniId)
    expect(data?.privateIps.at(-1)).toMatchObject({ qosLevel: 'AU' })
  })
})

describe('held addresses', () => {
  it('of every product, by name', async () => {
    const { data } = (await at.client.usedAddresses?.(region, vpcId, { ips: ['10.0.0.50', '10.0.0.4', '10.0.0.201'] })) ?? {}
    expect(data?.map((address) => address.ip).toSorted()).toEqual(['10.0.0.4', '10.0.0.50'])
    expect(data?.find((address) => address.ip === '10.0.0.4')).toMatchObject({ resourceType: 'ENI', resourceId: eniId })
    expect(data?.find((address) => address.ip === '10.0.0.50')).toMatchObject({ resourceType: expect.stringMatching(/./) })
  })

  it('of a subnet', async () => {
    const { data } = (await at.client.usedAddresses?.(region, vpcId, { subnetId: 'subnet-4lbtn28q' })) ?? {}
    expect(data).toHaveLength(12)
    expect(data?.every((address) => address.ip.startsWith('10.0.1.'))).toBe(true)
  })

  it('many at once take one call more, not one each', async () => {
    const ips = Array.from({ length: 30 }, (_, n) => `10.0.0.${100 + n}`)
    await Promise.all(ips.map((ip) => at.client.usedAddresses?.(region, vpcId, { ips: [ip] })))
    expect(at.requests).toHaveLength(2)
  })
})

it('the quota of an ENI, and none of one that is not there', async () => {
  expect(await at.client.quotaOf?.(region, eniId)).toBeGreaterThan(1)
  await expect(at.client.quotaOf?.(region, 'eni-00000000')).rejects.toMatchObject({ reason: 'eni_not_found' })
})

it('a task that nobody knows', async () => {
  await expect(at.client.taskStatus(region, '00000000-0000-0000-0000-000000000000')).rejects.toMatchObject({ reason: 'not_found' })
})

it.each([false, true])('an ENI that is not there; the cloud answers with an empty list: %s', async (v3UnknownIdsEmpty) => {
  await at.control.settings({ v3UnknownIdsEmpty })
  expect((await at.client.getEni(region, vpcId, 'eni-00000000')).data).toBeUndefined()
})

it('the tags of a VPC', async () => {
  expect((await at.client.listVpcs('ap-shanghai')).data).toMatchObject([{ vpcId: 'vpc-2x8drsha', tags: [{ key: 'env', value: 'prod' }] }])
})

it('speaks the language that is set', async () => {
  await at.client.listVpcs(region)
  const chinese = at.make({ language: 'zh-CN' })
  await chinese.listVpcs(region)
  expect(at.requests.map((request) => request.headers['x-tc-language'])).toEqual(['en-US', 'zh-CN'])
})

describe('temporary credentials', () => {
  let guarded: Emulator
  beforeAll(async () => {
    guarded = await startEmulator({ token: 'token-of-a-session' })
  })
  afterAll(() => guarded.close())

  it('are let in with their token only', async () => {
    const { listening: endpoint, secretId, secretKey } = guarded
    const withToken = at.make({ endpoint, credentials: { secretId, secretKey, token: 'token-of-a-session' } })
    expect((await withToken.listVpcs(region)).data).not.toHaveLength(0)
    const without = at.make({ endpoint, credentials: { secretId, secretKey } })
    await expect(without.listVpcs(region)).rejects.toMatchObject({ name: 'CloudError' })
  })
})
