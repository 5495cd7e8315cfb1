import { describe, expect, test } from 'vitest'
import { startEmulator } from './server.ts'
import { documentedRates } from './settings.ts'
import { emulatorFixture } from './testing/fixture.ts'
import { sendRaw } from './testing/v2-client.ts'
import { createV3Client } from './testing/v3-client.ts'
import type { V3Call, V3Response } from './testing/v3-client.ts'
import { v1Sdks } from './testing/v3-sdks.ts'

const it = emulatorFixture()
const code = (call: V3Call = {}, action = 'DescribeVpcs') => it.v3.code(action, {}, call)
const seconds = () => Math.floor(it.emulator.cloud.clock.now() / 1000)
const change = (headers: Record<string, string>): V3Call => ({ tamper: (request) => Object.assign(request.headers, headers) })
const without = (name: string): V3Call => ({ tamper: (request) => void Reflect.deleteProperty(request.headers, name) })
const errorOf = (text: string) => {
  // The tests judge the shape.
  const { Response } = JSON.parse(text) as { Response: V3Response }
  return Response.Error?.Code
}

describe('an error', () => {
  test('is 200, exactly application/json, and has a RequestId of its own', async () => {
    const reply = await it.v3.raw('DescribeNothing')
    expect(reply.status).toBe(200)
    expect(reply.headers['content-type']).toBe('application/json')
    expect(JSON.parse(reply.text)).toEqual({
      Response: {
        Error: { Code: 'InvalidAction', Message: 'The request `Action` is invalid or not found.' },
        RequestId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      },
    })
  })

  test('speaks Chinese where that is asked for', async () => {
    const { Error: error } = await it.v3.call('DescribeNothing', {}, { headers: { 'X-TC-Language': 'zh-CN' } })
    expect(error?.Message).toBe('接口不存在。')
  })
})

test.each([
  ['no Authorization', without('Authorization'), 'AuthFailure.InvalidAuthorization'],
  ['another scheme', change({ Authorization: 'Bearer x' }), 'AuthFailure.InvalidAuthorization'],
  [
    'no signed headers',
    change({ Authorization: 'TC3-HMAC-SHA256 Credential=a/2026-01-01/vpc/tc3_request, Signature=0' }),
    'AuthFailure.InvalidAuthorization',
  ],
  ['no X-TC-Action', without('X-TC-Action'), 'MissingParameter'],
  ['no X-TC-Version', without('X-TC-Version'), 'MissingParameter'],
  ['no X-TC-Timestamp', without('X-TC-Timestamp'), 'MissingParameter'],
  ['no X-TC-Region', without('X-TC-Region'), 'MissingParameter'],
  ['another version', { headers: { 'X-TC-Version': '2018-01-01' } }, 'NoSuchVersion'],
  ['a region of v2', { region: 'gz' }, 'UnsupportedRegion'],
  ['a time that is none', { headers: { 'X-TC-Timestamp': 'now' } }, 'InvalidParameter'],
  ['a token nobody gave out', { headers: { 'X-TC-Token': 't' } }, 'AuthFailure.TokenFailure'],
  [
    'another content type than the signed one',
    change({ 'Content-Type': 'application/json; charset=utf-8' }),
    'AuthFailure.SignatureFailure',
  ],
  ['another time than the signed one', change({ 'X-TC-Timestamp': '1551113065' }), 'AuthFailure.SignatureFailure'],
  ['another body than the signed one', { tamper: (request) => (request.body = '{"Limit":"1"}') }, 'AuthFailure.SignatureFailure'],
  ['no JSON', { body: '{"Limit":' }, 'InvalidParameter'],
  ['no object', { body: '[]' }, 'InvalidParameter'],
  ['a form', { headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: 'Limit=1' }, 'InvalidRequest'],
] satisfies [string, V3Call, string][])('%s', async (_, call: V3Call, expected) => {
  expect(await code(call)).toBe(expected)
})

test('headers that are not signed may be anything: action, region and language are the caller’s to say', async () => {
  expect(await code(change({ 'X-TC-Action': 'DescribeSubnets' }))).toBeUndefined()
})

test('times inside five minutes pass, outside they do not, both ways; the cloud says what time it has', async () => {
  const at = (off: number) => code({ headers: { 'X-TC-Timestamp': String(seconds() + off) } })
  for (const off of [-299, 299]) expect(await at(off)).toBeUndefined()
  for (const off of [-302, 302]) expect(await at(off)).toBe('AuthFailure.SignatureExpire')
  await it.control.clock({ set: Date.UTC(2030, 0, 1, 12) })
  const reply = await it.v3.raw('DescribeVpcs')
  expect(errorOf(reply.text)).toBeUndefined()
  expect(reply.headers.date).toMatch(/^Tue, 01 Jan 2030 12:00:/)
})

test('a repeated request is no replay here: v3 has no nonce, and one of a v1 signature is not remembered', async () => {
  const { secretId, secretKey, listening } = it.emulator
  const base = { method: 'GET' as const, endpoint: new URL(listening).host, secretId, secretKey, timestamp: seconds(), nonce: '0' }
  const request = v1Sdks.Go?.('HmacSHA256')({ ...base, region: 'ap-guangzhou', action: 'DescribeVpcs', params: {} })
  if (request === undefined) throw new Error('no such SDK')
  for (let n = 0; n < 2; n += 1) expect(errorOf((await sendRaw(listening, request)).text)).toBeUndefined()
})

test('methods and sizes', async () => {
  const { listening } = it.emulator
  expect(errorOf((await sendRaw(listening, { method: 'PUT', path: '/', body: '{}' })).text)).toBe('UnsupportedProtocol')
  expect(errorOf((await sendRaw(listening, { method: 'GET', path: `/?SecretId=a&b=${'x'.repeat(33_000)}` })).text)).toBe(
    'RequestSizeLimitExceeded',
  )
  const form = { 'Content-Type': 'application/x-www-form-urlencoded' }
  const tooMuch = await sendRaw(listening, { method: 'POST', path: '/', headers: form, body: `SecretId=a&b=${'x'.repeat(1024 * 1024)}` })
  expect(errorOf(tooMuch.text)).toBe('RequestSizeLimitExceeded')
  // TC3 takes ten times as much.
  expect(await code({ body: JSON.stringify({ Filters: [{ Name: 'vpc-name', Values: ['x'.repeat(2 * 1024 * 1024)] }] }) })).toBeUndefined()
  expect(await code({ body: `{"Limit":"${' '.repeat(10 * 1024 * 1024)}"}` })).toBe('RequestSizeLimitExceeded')
})

test('a body that is no UTF-8', async () => {
  const reply = await it.v3.raw('DescribeVpcs', {}, { body: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]) })
  expect(errorOf(reply.text)).toBe('InvalidParameterValue.NotUtf8EncodingError')
})

test('the documented rates: the 21st question for a task in a second', async () => {
  const at = Date.UTC(2030, 0, 1)
  const clock = { now: () => at, sleep: () => Promise.resolve() }
  const emulator = await startEmulator({ clock, settings: { rates: documentedRates } })
  const client = createV3Client({ ...emulator, now: () => at / 1000 })
  const asked = await Promise.all(Array.from({ length: 21 }, () => client.call('DescribeVpcTaskResult', { TaskId: 'x' })))
  await emulator.close()
  expect(asked.filter((reply) => reply.Error?.Code === 'ResourceNotFound')).toHaveLength(20)
  expect(asked.find((reply) => reply.Error?.Code === 'RequestLimitExceeded')?.Error?.Message).toBe(
    'Your current request times equals to `21` in a second, which exceeds the frequency limit `20` for a second. Please reduce the frequency of calls.',
  )
})

test('the ledger knows the request', async () => {
  const headers = { 'X-TC-TraceId': 'attempt-7' }
  const params = { NetworkInterfaceId: 'eni-m6dyj72l', SecondaryPrivateIpAddressCount: 1, ClientToken: 'T1' }
  const { RequestId: requestId } = await it.v3.call('AssignPrivateIpAddresses', params, { headers })
  expect(await it.control.ledger()).toMatchObject([
    {
      api: 'v3',
      action: 'AssignPrivateIpAddresses',
      region: 'ap-guangzhou',
      params,
      clientToken: 'T1',
      traceId: 'attempt-7',
      requestId,
      verdict: 'executed',
      code: 0,
      effect: { added: ['10.0.0.5'] },
    },
  ])
})

test('another client’s call', async () => {
  const { row, reply } = await it.control.act({
    action: 'AssignPrivateIpAddresses',
    region: 'ap-guangzhou',
    params: { NetworkInterfaceId: 'eni-m6dyj72l', SecondaryPrivateIpAddressCount: 1 },
    api: 'v3',
  })
  expect(row).toMatchObject({ api: 'v3', actor: 'foreign', verdict: 'executed', effect: { added: ['10.0.0.5'] } })
  expect(reply).toMatchObject({ Response: { PrivateIpAddressSet: [{ PrivateIpAddress: '10.0.0.5' }] } })
  expect(it.addresses('eni-m6dyj72l')).toContain('10.0.0.5 AVAILABLE')
})
