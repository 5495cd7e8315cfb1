import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startEmulator } from './server.ts'
import type { Emulator } from './server.ts'
import { sendRaw } from './testing/v2-client.ts'
import type { V3Response } from './testing/v3-client.ts'
import { tc3Sdks, v1Sdks } from './testing/v3-sdks.ts'
import type { V3Sdk, V3SdkCall } from './testing/v3-sdks.ts'

/** What the official SDKs of four languages put on the wire, each with its own host, port, service, content type and order. */

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.close())
beforeEach(() => emulator.cloud.reset())

const send = async (sdk: V3Sdk, call: Partial<V3SdkCall>): Promise<V3Response> => {
  const request = sdk({
    method: 'POST',
    endpoint: new URL(emulator.listening).host,
    secretId: emulator.secretId,
    secretKey: emulator.secretKey,
    timestamp: Math.floor(Date.now() / 1000),
    nonce: '1',
    region: 'ap-guangzhou',
    action: 'DescribeNetworkInterfaces',
    params: {},
    ...call,
  })
  const reply = await sendRaw(emulator.listening, request)
  expect(reply.status).toBe(200)
  // With a charset, one SDK would take an error for a success.
  expect(reply.headers['content-type']).toBe('application/json')
  // The tests judge the shape.
  const { Response } = JSON.parse(reply.text) as { Response: V3Response }
  expect(Response.RequestId).toMatch(/^[0-9a-f-]{36}$/)
  return Response
}

const sdks = [
  ...Object.entries(tc3Sdks).map(([name, sdk]) => ({ name: `${name}, TC3`, sdk })),
  ...Object.entries(v1Sdks).flatMap(([name, sdk]) =>
    (['HmacSHA1', 'HmacSHA256'] as const).map((method) => ({ name: `${name}, ${method}`, sdk: sdk(method) })),
  ),
]
const found = { Filters: [{ Name: 'network-interface-name', Values: ['官网前端 web', '<&>'] }], Limit: 50, Offset: 0 }
const assign = {
  NetworkInterfaceId: 'eni-m6dyj72l',
  PrivateIpAddresses: [
    { PrivateIpAddress: '10.0.0.9', Primary: false },
    { PrivateIpAddress: '10.0.0.19', Primary: false },
  ],
  SecondaryPrivateIpAddressCount: 1,
}

describe.each(sdks)('$name', ({ sdk }) => {
  test.each(['POST', 'GET'] as const)('%s: lists, numbers, booleans, Chinese', async (method) => {
    expect(await send(sdk, { method, params: found })).toMatchObject({ TotalCount: 2 })
    expect(await send(sdk, { method, action: 'AssignPrivateIpAddresses', params: assign })).toMatchObject({
      PrivateIpAddressSet: [{ PrivateIpAddress: '10.0.0.9' }, { PrivateIpAddress: '10.0.0.19' }, { PrivateIpAddress: '10.0.0.5' }],
    })
  })

  test.each(['POST', 'GET'] as const)('%s: no parameters at all', async (method) => {
    expect(await send(sdk, { method, action: 'DescribeVpcs' })).toMatchObject({ TotalCount: 3 })
  })

  test('more than ten values, where the order of the names matters', async () => {
    const Values = Array.from({ length: 12 }, (_, index) => `10.0.0.${index}`)
    expect(await send(sdk, { method: 'GET', params: { Filters: [{ Name: 'address-ip', Values }] } })).toMatchObject({ TotalCount: 5 })
  })

  test.each(['127.0.0.1', 'localhost:4010', 'vpc.localhost:4010', 'vpc.tencentcloudapi.com', 'vpc.ap-guangzhou.tencentcloudapi.com'])(
    'the endpoint %s',
    async (endpoint) => {
      for (const method of ['GET', 'POST'] as const) expect(await send(sdk, { endpoint, method })).toHaveProperty('TotalCount')
    },
  )

  test('a wrong key, a wrong id, a stale time: 200 with a code', async () => {
    for (const method of ['GET', 'POST'] as const) {
      const code = async (call: Partial<V3SdkCall>) => (await send(sdk, { method, ...call })).Error?.Code
      expect(await code({ secretKey: 'wrong' })).toBe('AuthFailure.SignatureFailure')
      expect(await code({ secretId: 'AKIDunknown' })).toBe('AuthFailure.SecretIdNotFound')
      expect(await code({ timestamp: Math.floor(Date.now() / 1000) - 302 })).toBe('AuthFailure.SignatureExpire')
      expect(await code({ token: 'x' })).toBe('AuthFailure.TokenFailure')
    }
  })
})

test.each(Object.entries(tc3Sdks))('%s: an unsigned payload', async (_, sdk) => {
  for (const method of ['GET', 'POST'] as const)
    expect(await send(sdk, { method, params: found, unsignedPayload: true })).toMatchObject({ TotalCount: 2 })
})

test.each(['Node', 'Python', 'Go'])('%s chooses the language of messages', async (name) => {
  const call = { action: 'DescribeVpcTaskResult', params: { TaskId: 'nobody' }, language: 'zh-CN' }
  for (const sdk of [tc3Sdks[name], v1Sdks[name]?.('HmacSHA256')]) {
    if (sdk === undefined) throw new Error('no such SDK')
    expect((await send(sdk, call)).Error).toEqual({ Code: 'ResourceNotFound', Message: '资源不存在。' })
    expect((await send(sdk, { ...call, language: 'en-US' })).Error?.Message).toContain('nobody')
  }
})

test('temporary credentials: the token in a header, or signed with the rest', async () => {
  const guarded = await startEmulator({ token: 'tok+en/=' })
  const endpoint = new URL(guarded.listening).host
  for (const { sdk } of sdks) {
    for (const method of ['GET', 'POST'] as const) {
      const ask = async (token?: string) => {
        const base = {
          method,
          endpoint,
          timestamp: Math.floor(Date.now() / 1000),
          nonce: '7',
          region: 'ap-guangzhou',
          action: 'DescribeVpcs',
        }
        const request = sdk({ ...base, secretId: guarded.secretId, secretKey: guarded.secretKey, token, params: {} })
        return (await sendRaw(guarded.listening, request)).text
      }
      expect(await ask('tok+en/=')).toContain('VpcSet')
      expect(await ask('other')).toContain('AuthFailure.TokenFailure')
      expect(await ask()).toContain('AuthFailure.TokenFailure')
    }
  }
  await guarded.close()
})

test('names with _ are signed as they are or with a dot', async () => {
  // No action has such a name; it gets as far as that.
  for (const { sdk } of sdks) {
    const { Error: error } = await send(sdk, { method: 'GET', params: { a_b: '1', aB: '2' } })
    expect(error?.Code).toBe('UnknownParameter')
  }
})

test('Go with retries: a token in capitals of its own making, and the lost answer given again', async () => {
  const [go, action] = [tc3Sdks.Go, 'AssignPrivateIpAddresses']
  if (go === undefined) throw new Error('no such SDK')
  const params = {
    NetworkInterfaceId: 'eni-m6dyj72l',
    SecondaryPrivateIpAddressCount: 2,
    ClientToken: '5A27C5E1-0000-4B1D-9D61-9A4F0A4E7B01',
  }
  emulator.cloud.arm({ kind: 'drop', when: 'after', action })
  await expect(send(go, { action, params })).rejects.toThrow(/ECONNRESET|socket hang up/)
  expect(await send(go, { action, params })).toMatchObject({
    PrivateIpAddressSet: [{ PrivateIpAddress: '10.0.0.5' }, { PrivateIpAddress: '10.0.0.6' }],
  })
  expect(emulator.cloud.world.enis.get('eni-m6dyj72l')?.addresses).toHaveLength(4)
  expect(emulator.cloud.ledger.rows().map((row) => row.verdict)).toEqual(['executed', 'replayed'])
})

test('Go leaves values that are empty out of what it signs, and sends them', async () => {
  for (const method of ['GET', 'POST'] as const)
    expect(
      await send(v1Sdks.Go?.('HmacSHA1') ?? missing, { method, params: { ...found, NetworkInterfaceIds: [] }, language: '' }),
    ).toMatchObject({ TotalCount: 2 })
})

describe('Go and the endpoint', () => {
  const go = (params: Record<string, unknown> = {}) => {
    const call = { method: 'POST' as const, endpoint: new URL(emulator.listening).host, nonce: '1', region: 'ap-guangzhou', params }
    const key = { secretId: emulator.secretId, secretKey: emulator.secretKey, timestamp: Math.floor(Date.now() / 1000) }
    return (tc3Sdks.Go ?? missing)({ ...call, ...key, action: 'DescribeVpcs' })
  }

  test('signs / although the endpoint has a path: let in where a proxy takes the path off, and nothing is there where it stays', async () => {
    const request = go()
    expect((await sendRaw(emulator.listening, request)).text).toContain('VpcSet')
    const { status, text } = await sendRaw(emulator.listening, { ...request, path: '/cloud/' })
    expect([status, text]).toEqual([404, expect.not.stringContaining('VpcSet')])
  })

  test('would read the envelope of v2 as well, so no answer of v3 holds a word of it', async () => {
    const wrong = await sendRaw(emulator.listening, go({ Limit: 1 }))
    const unsigned = await sendRaw(emulator.listening, { ...go(), headers: { 'X-TC-Action': 'DescribeVpcs' } })
    for (const { status, text } of [await sendRaw(emulator.listening, go()), wrong, unsigned]) {
      expect(status).toBe(200)
      expect(Object.keys(JSON.parse(text) as object)).toEqual(['Response'])
    }
    for (const { text } of [wrong, unsigned]) expect(text).toContain('"Error":{"Code":')
  })
})

const missing: V3Sdk = () => {
  throw new Error('no such SDK')
}
