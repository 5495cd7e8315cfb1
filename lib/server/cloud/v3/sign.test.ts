import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import Sign from 'tencentcloud-sdk-nodejs/tencentcloud/common/sign.js'
import { describe, expect, it } from 'vitest'
import { sign as signV1, signatureText } from '#lib/server/cloud/v2/sign.ts'
import { canonicalRequest, createTc3Signer, sha256Hex, signingKey, stringToSign, utcDate } from './sign.ts'

const example = { secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE' }
const cvm = 'cvm.tencentcloudapi.com'
const payload = String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`
const utf8 = 'application/json; charset=utf-8'
const hmacHex = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest('hex')

/** T: published by the vendor (document pages and Node SDK's own test). D: computed with the documented algorithm. */
const vectors = [
  {
    id: 'T1',
    method: 'POST',
    query: '',
    body: payload,
    secretKey: '*'.repeat(32),
    timestamp: 1_551_113_065,
    service: 'cvm',
    headers: [
      ['content-type', utf8],
      ['host', cvm],
      ['x-tc-action', 'describeinstances'],
    ],
    canonical: '7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84',
    key: 'b596b923aad85185e2d1f6659d2a062e0a86731226e021e61bfe06f7ed05f5af',
    signature: '10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f',
  },
  {
    id: 'T2',
    method: 'POST',
    query: '',
    body: payload,
    secretKey: example.secretKey,
    timestamp: 1_551_113_065,
    service: 'cvm',
    headers: [
      ['content-type', utf8],
      ['host', cvm],
    ],
    canonical: '5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031',
    key: 'ac658d5dde49e9bfdd14e04e062f66b05d9f637d44b8a8d845327d4a77f666b1',
    signature: '72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
  },
  {
    id: 'T3',
    method: 'GET',
    query: 'Limit=10&Offset=0',
    body: '',
    secretKey: example.secretKey,
    timestamp: 1_539_084_154,
    service: 'cvm',
    headers: [
      ['content-type', 'application/x-www-form-urlencoded'],
      ['host', cvm],
    ],
    canonical: '91c9c192c14460df6c1ffc69e34e6c5e90708de2a6d282cccf957dbf1aa7f3a7',
    key: undefined,
    signature: '5da7a33f6993f0614b047e5df4582db9e9bf4672ba50567dba16c6ccf174c474',
  },
] as const

describe('the published vectors', () => {
  it.each(vectors)('$id', ({ method, query, headers, body, secretKey, timestamp, service, canonical, key, signature }) => {
    const request = canonicalRequest(method, query, headers, sha256Hex(body))
    expect(sha256Hex(request)).toBe(canonical)
    const date = utcDate(timestamp)
    const signing = signingKey(secretKey, date, service)
    // The oldest document prints no key.
    expect([undefined, signing.toString('hex')]).toContain(key)
    expect(hmacHex(signing, stringToSign(request, timestamp, date, service))).toBe(signature)
  })

  it('T2 by the signer as it is used', () => {
    const { signature, authorization } = createTc3Signer({ ...example, host: cvm, service: 'cvm', contentType: utf8 })(
      payload,
      1_551_113_065,
    )
    expect(signature).toBe(vectors[1].signature)
    expect(authorization).toBe(
      `TC3-HMAC-SHA256 Credential=${example.secretId}/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=${signature}`,
    )
  })

  it('T5, the older signature on this API', () => {
    const params = {
      Action: 'DescribeInstances',
      'InstanceIds.0': 'ins-09dx96dg',
      Limit: '20',
      Nonce: '11886',
      Offset: '0',
      Region: 'ap-guangzhou',
      SecretId: example.secretId,
      Timestamp: '1465185768',
      Version: '2017-03-12',
    }
    expect(signV1(signatureText('GET', cvm, '/', params), example.secretKey, 'HmacSHA1')).toBe('EliP9YW3pW28FpsEdkXt/+WcGeI=')
  })

  const assign = '{"NetworkInterfaceId":"eni-m6dyj72l","SecondaryPrivateIpAddressCount":1}'
  it.each([
    ['D5 the real host', 'vpc.tencentcloudapi.com', 'vpc', '0662b89790787f7097ec748e559204cd86053f7a98e233bb8b8e68a6e4c385aa'],
    ['D6 as the Node SDK signs for a local port', '127.0.0.1', '127', '6bf6a750809f2ef183f5ec0587d0f285d16bfa336d6be0c7cfd68e3eff4e7574'],
    ['D7 as the Go and Python SDKs do', '127.0.0.1:4010', 'vpc', '785f7a9adcff49f38f0d9f9b207a2fd636094412173eb2768a1754b296133288'],
  ])('%s', (_name, host, service, signature) => {
    expect(createTc3Signer({ ...example, host, service })(assign, 1_551_113_065).signature).toBe(signature)
  })
})

describe("the vendor's SDK", () => {
  /** T4 is a test of the SDK itself; its host is not published, so the SDK is asked. */
  const sdk = (secretId: string, secretKey: string, host: string, service: string, body: string, timestamp: number) =>
    Sign.sign3({
      method: 'POST',
      url: `https://${host}/`,
      payload: Buffer.from(body),
      timestamp,
      service,
      secretId,
      secretKey,
      multipart: false,
      boundary: '',
      headers: { 'Content-Type': 'application/json' },
    })

  it('T4', () => {
    const body = '{"Action":"DescribeInstances","Version":"2017-03-12"}'
    const key = { secretId: 'test-secret-id', secretKey: 'test-secret-key' }
    const { authorization, signature } = createTc3Signer({ ...key, host: cvm, service: 'cvm' })(body, 1_640_995_200)
    expect(authorization).toBe(sdk(key.secretId, key.secretKey, cvm, 'cvm', body, 1_640_995_200))
    expect(signature).toBe('96473b50fe407833672a5d6d067238d88bb44c8abcc39ef83baa3132afbfadd3')
  })

  it('signs 1,000 generated requests as we do, byte by byte', () => {
    const printable = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 50 })
    // One signer for many days, forth and back: the key it keeps must be the right one each time.
    const signer = createTc3Signer({ ...example, host: 'vpc.tencentcloudapi.com', service: 'vpc' })
    fc.assert(
      fc.property(
        fc.record({ secretId: printable, secretKey: printable }),
        fc.domain(),
        fc.constantFrom('vpc', 'cvm'),
        fc.jsonValue({ noUnicodeString: false }),
        fc.integer({ min: 1_500_000_000, max: 2_000_000_000 }),
        (key, host, service, value, timestamp) => {
          const body = JSON.stringify(value)
          const ours = createTc3Signer({ ...key, host, service })(body, timestamp).authorization
          expect(ours).toBe(sdk(key.secretId, key.secretKey, host, service, body, timestamp))
          const kept = signer(body, timestamp).authorization
          expect(kept).toBe(sdk(example.secretId, example.secretKey, 'vpc.tencentcloudapi.com', 'vpc', body, timestamp))
        },
      ),
      { numRuns: 1000 },
    )
  })
})

it('keeps the key of a day from its first second to its last', () => {
  const host = 'vpc.tencentcloudapi.com'
  const kept = createTc3Signer({ ...example, host, service: 'vpc' })
  const midnight = Date.UTC(2026, 10, 23) / 1000
  for (const timestamp of [midnight - 1, midnight, midnight + 86_399, midnight + 86_400, midnight - 1])
    expect(kept('{}', timestamp)).toEqual(createTc3Signer({ ...example, host, service: 'vpc' })('{}', timestamp))
})
