import { expect, test } from 'vitest'
import { startEmulator } from './server.ts'
import { emulatorFixture } from './testing/fixture.ts'
import { createV2Client, sendRaw } from './testing/v2-client.ts'

const it = emulatorFixture()
const describe = (common: Record<string, string> = {}, tamper?: (form: URLSearchParams) => void) =>
  it.cloud.call('DescribeVpcEx', {}, { common, tamper })
const seconds = () => Math.floor(it.emulator.cloud.clock.now() / 1000)

test.each([
  ['unknown SecretId', { SecretId: 'AKIDunknown' }, 4104],
  ['a Token nobody gave out', { Token: 'x' }, 4105],
  ['no number as Nonce', { Nonce: 'abc' }, 4000],
  ['no number as Timestamp', { Timestamp: 'now' }, 4000],
])('%s', async (_, common: Record<string, string>, code) => {
  expect(await describe(common)).toMatchObject({ code })
})

test.each(['SecretId', 'Timestamp', 'Nonce'])('without %s', async (name) => {
  expect(await describe({}, (form) => form.delete(name))).toMatchObject({ code: 4000 })
})

test('without a signature, or with a changed parameter', async () => {
  expect(await describe({}, (form) => form.delete('Signature'))).toMatchObject({ code: 4100, codeDesc: 'AuthFailure' })
  expect(await describe({}, (form) => form.append('limit', '1'))).toMatchObject({ code: 4100 })
  expect(await describe({}, (form) => form.set('Region', 'sh'))).toMatchObject({ code: 4100 })
})

test('timestamps inside the window pass, outside it they do not, both ways', async () => {
  for (const off of [-299, 299]) expect(await describe({ Timestamp: String(seconds() + off) })).toMatchObject({ code: 0 })
  for (const off of [-302, 302]) expect(await describe({ Timestamp: String(seconds() + off) })).toMatchObject({ code: 4500 })
  await it.control.settings({ windowSeconds: 7200 })
  expect(await describe({ Timestamp: String(seconds() - 7100) })).toMatchObject({ code: 0 })
})

test('a nonce is spent per second: once, and again in another second', async () => {
  const Timestamp = String(seconds())
  expect(await describe({ Timestamp, Nonce: '65535' })).toMatchObject({ code: 0 })
  expect(await describe({ Timestamp, Nonce: '65535' })).toMatchObject({ code: 4500, codeDesc: 'ReplayAttack' })
  expect(await describe({ Timestamp: String(seconds() - 10), Nonce: '65535' })).toMatchObject({ code: 0 })
})

test('a request that was not let in spends no nonce', async () => {
  const common = { Timestamp: String(seconds()), Nonce: '77' }
  expect(await describe(common, (form) => form.set('Signature', 'wrong'))).toMatchObject({ code: 4100 })
  expect(await describe(common)).toMatchObject({ code: 0 })
})

test('the cloud has its own clock, and says so', async () => {
  await it.control.clock({ set: Date.UTC(2030, 0, 1, 12) })
  const reply = await it.cloud.raw('DescribeVpcEx')
  expect(JSON.parse(reply.text)).toMatchObject({ code: 0 })
  expect(reply.headers.date).toMatch(/^Tue, 01 Jan 2030 12:00:/)
  expect(await describe({ Timestamp: String(Math.floor(Date.now() / 1000)) })).toMatchObject({ code: 4500 })
})

test('with a token of its own, only requests with it are let in', async () => {
  const emulator = await startEmulator({ token: 'tok+en/=' })
  const client = createV2Client(emulator)
  expect(await client.call('DescribeVpcEx')).toMatchObject({ code: 4105 })
  expect(await client.call('DescribeVpcEx', {}, { common: { Token: 'tok+en/=' } })).toMatchObject({ code: 0 })
  await emulator.close()
})

test('rate limits, per action and second', async () => {
  await it.control.limits({ DescribeVpcEx: 2 })
  // A whole second of the cloud's, which does not end between the calls.
  const codes = async () => {
    const replies = await Promise.all([1, 2, 3, 4, 5].map(() => describe()))
    return replies.filter((reply) => reply.code === 4400).length
  }
  await it.control.clock({ set: Date.UTC(2030, 0, 1) })
  expect(await codes()).toBe(3)
  expect(await it.cloud.call('DescribeSubnetEx')).toMatchObject({ code: 0 })
  await it.control.clock({ advance: 1000 })
  expect(await codes()).toBe(3)
  await it.control.limits('off')
  expect(await codes()).toBe(0)
  expect((await it.control.limits('on')).rates).toMatchObject({ AssignPrivateIpAddresses: 100, DescribeVpcTaskResult: 20 })
})

test('every answer is 200 and exactly application/json; another path is not of this API', async () => {
  const reply = await it.cloud.raw('Nonsense')
  expect([reply.status, reply.headers['content-type']]).toEqual([200, 'application/json'])
  expect(await sendRaw(it.emulator.listening, { method: 'GET', path: '/v1' })).toMatchObject({ status: 404 })
  expect(await it.control.ledger()).toMatchObject([
    { id: 1, action: 'Nonsense', verdict: 'refused', code: 6100 },
    { id: 2, api: 'none', verdict: 'refused', code: 404 },
  ])
})

test('what cannot be read is refused: PUT, a broken multipart body, another module’s domain', async () => {
  const path = '/v2/index.php'
  const broken = { method: 'POST', path, headers: { 'Content-Type': 'multipart/form-data; boundary=x' }, body: '--x\r\nhalf' }
  for (const request of [
    { method: 'PUT', path },
    broken,
    { method: 'POST', path, headers: { 'Content-Type': 'multipart/form-data' }, body: 'x' },
  ]) {
    expect(JSON.parse((await sendRaw(it.emulator.listening, request)).text)).toMatchObject({ code: 4000 })
  }
  expect(
    JSON.parse((await sendRaw(it.emulator.listening, { method: 'GET', path, headers: { Host: 'cvm.api.qcloud.com' } })).text),
  ).toMatchObject({ code: 6100 })
})

test('slashes are escaped as in the samples', async () => {
  expect((await it.cloud.raw('DescribeVpcEx', { vpcId: 'vpc-7t9nf3pu' })).text).toContain('"cidrBlock":"10.0.0.0\\/16"')
})

test('neither key nor signature is in the ledger', async () => {
  await describe({ Token: 'secret-token' })
  const text = JSON.stringify(await it.control.ledger())
  for (const secret of [it.emulator.secretId, it.emulator.secretKey, 'secret-token', 'Signature']) expect(text).not.toContain(secret)
})
