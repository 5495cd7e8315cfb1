import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { isSigned, signedTexts, signText } from './v2-signature.ts'
import { canonicalRequest, derivedKeys, isTc3Signed, parseAuthorization, signCanonical } from './v3-tc3.ts'

/** The published and derived vectors. The escapes in the payload are literal characters. */
const payload = String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`
const sample = { secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE' }
const stars = { secretId: `AKID${'*'.repeat(32)}`, secretKey: '*'.repeat(32) }
const post = { method: 'POST', query: '', host: 'cvm.tencentcloudapi.com', timestamp: '1551113065', date: '2019-02-25', service: 'cvm' }
const utf8 = 'application/json; charset=utf-8'
const ours = {
  ...post,
  ...sample,
  headers: { 'content-type': 'application/json' },
  body: '{"NetworkInterfaceId":"eni-m6dyj72l","SecondaryPrivateIpAddressCount":1}',
  signedHeaders: 'content-type;host',
}

type Vector = {
  name: string
  method: string
  query: string
  host: string
  timestamp: string
  date: string
  service: string
  secretId: string
  secretKey: string
  headers: Record<string, string>
  body: string
  signedHeaders: string
  signature: string
  canonicalHash?: string
  keys?: string[]
}

const vectors: Vector[] = [
  {
    name: 'T1 the current documents, with x-tc-action in small letters',
    ...post,
    ...stars,
    headers: { 'content-type': utf8, 'x-tc-action': 'DescribeInstances' },
    body: payload,
    signedHeaders: 'content-type;host;x-tc-action',
    canonicalHash: '7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84',
    keys: [
      'da98fb70dcf6b112dc21038d1eeeb3a95c74b4dcb12c1131f864f6066bd02be0',
      '8d70cbefb03939f929db64d32dc2ba89b1095620119fe3e050e2b18c5bd2752f',
      'b596b923aad85185e2d1f6659d2a062e0a86731226e021e61bfe06f7ed05f5af',
    ],
    signature: '10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f',
  },
  {
    name: 'T2 the earlier documents',
    ...post,
    ...sample,
    headers: { 'content-type': utf8 },
    body: payload,
    signedHeaders: 'content-type;host',
    canonicalHash: '5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031',
    keys: [
      'd1308c81fe71cfd4e06437bbc067b2b8a3d2d8c0e375d547f15c41d5214b395a',
      '3c7cb7c7795393edc14fd2e0e6434a518564b4504b88e94f5d11bf59ba3e7050',
      'ac658d5dde49e9bfdd14e04e062f66b05d9f637d44b8a8d845327d4a77f666b1',
    ],
    signature: '72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
  },
  {
    name: 'T3 the oldest documents, GET',
    ...sample,
    method: 'GET',
    query: 'Limit=10&Offset=0',
    host: 'cvm.tencentcloudapi.com',
    timestamp: '1539084154',
    date: '2018-10-09',
    service: 'cvm',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: '',
    signedHeaders: 'content-type;host',
    canonicalHash: '91c9c192c14460df6c1ffc69e34e6c5e90708de2a6d282cccf957dbf1aa7f3a7',
    signature: '5da7a33f6993f0614b047e5df4582db9e9bf4672ba50567dba16c6ccf174c474',
  },
  {
    name: 'T4 the test of the Node SDK',
    ...post,
    secretId: 'test-secret-id',
    secretKey: 'test-secret-key',
    timestamp: '1640995200',
    date: '2022-01-01',
    headers: { 'content-type': 'application/json' },
    body: '{"Action":"DescribeInstances","Version":"2017-03-12"}',
    signedHeaders: 'content-type;host',
    signature: '96473b50fe407833672a5d6d067238d88bb44c8abcc39ef83baa3132afbfadd3',
  },
  {
    name: 'D5 our action, the real host',
    ...ours,
    host: 'vpc.tencentcloudapi.com',
    service: 'vpc',
    signature: '0662b89790787f7097ec748e559204cd86053f7a98e233bb8b8e68a6e4c385aa',
  },
  {
    name: 'D6 as the Node SDK signs for 127.0.0.1:4010',
    ...ours,
    host: '127.0.0.1:4010',
    service: '127',
    signature: '6bf6a750809f2ef183f5ec0587d0f285d16bfa336d6be0c7cfd68e3eff4e7574',
  },
  {
    name: 'D7 as the Go and Python SDKs sign for 127.0.0.1:4010',
    ...ours,
    host: '127.0.0.1:4010',
    service: 'vpc',
    signature: '785f7a9adcff49f38f0d9f9b207a2fd636094412173eb2768a1754b296133288',
  },
]

const hash = (text: string) => createHash('sha256').update(text).digest('hex')

test.each(vectors)('$name', (vector) => {
  const { secretId, secretKey, timestamp, date, service, signature, method, host, query, headers } = vector
  const request = { method, host, query, headers, body: Buffer.from(vector.body) }
  const authorization = parseAuthorization(
    `TC3-HMAC-SHA256 Credential=${secretId}/${date}/${service}/tc3_request, SignedHeaders=${vector.signedHeaders}, Signature=${signature}`,
  )
  expect(authorization).toEqual({ secretId, date, service, signedHeaders: vector.signedHeaders.split(';'), signature })
  if (authorization === undefined) throw new Error('not read')
  expect(isTc3Signed(request, authorization, timestamp, secretKey)).toBe(true)
  // Anything that differs is refused.
  const odd: [Partial<typeof request>, string, string][] = [
    [{ body: Buffer.from(`${vector.body} `), query: `${query}&a=1` }, timestamp, secretKey],
    [{ headers: { ...headers, 'content-type': 'text/plain' } }, timestamp, secretKey],
    [{ host: 'cvm.example.com' }, timestamp, secretKey],
    [{}, String(Number(timestamp) + 1), secretKey],
    [{}, String(Number(timestamp) + 86_400), secretKey],
    [{}, timestamp, `${secretKey}x`],
  ]
  for (const [change, time, key] of odd) expect(isTc3Signed({ ...request, ...change }, authorization, time, key)).toBe(false)
})

test.each(vectors.filter((vector) => vector.canonicalHash !== undefined))('$name: the canonical request', (vector) => {
  const { method, host, query, headers, timestamp, date, service, secretKey } = vector
  const request = { method, host, query, headers, body: Buffer.from(vector.body) }
  const canonical = canonicalRequest(request, vector.signedHeaders.split(';'), { host, lowerValues: true }) ?? ''
  expect(hash(canonical)).toBe(vector.canonicalHash)
  expect(signCanonical(canonical, { secretKey, timestamp, date, service })).toBe(vector.signature)
})

test.each(vectors.filter((vector) => vector.keys !== undefined))('$name: the derived keys', ({ secretKey, date, service, keys }) => {
  const { kDate, kService, kSigning } = derivedKeys(secretKey, date, service)
  expect([kDate, kService, kSigning].map((key) => key.toString('hex'))).toEqual(keys)
})

test('T5 the v1 signature on API 3.0', () => {
  const pairs: [string, string][] = [
    ['Action', 'DescribeInstances'],
    ['InstanceIds.0', 'ins-09dx96dg'],
    ['Limit', '20'],
    ['Nonce', '11886'],
    ['Offset', '0'],
    ['Region', 'ap-guangzhou'],
    ['SecretId', sample.secretId],
    ['Timestamp', '1465185768'],
    ['Version', '2017-03-12'],
  ]
  const request = { method: 'GET', host: 'cvm.tencentcloudapi.com', path: '/', params: pairs }
  const [text = ''] = signedTexts(request)
  expect(text).toBe(
    'GETcvm.tencentcloudapi.com/?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Limit=20&Nonce=11886&Offset=0&Region=ap-guangzhou&SecretId=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE&Timestamp=1465185768&Version=2017-03-12',
  )
  expect(signText(text, sample.secretKey, undefined)).toBe('EliP9YW3pW28FpsEdkXt/+WcGeI=')
  expect(isSigned({ ...request, params: [...pairs, ['Signature', 'EliP9YW3pW28FpsEdkXt/+WcGeI=']] }, sample.secretKey)).toBe(true)
})

test('an unsigned payload: the body may be anything, but only if the header says so', () => {
  const headers = { 'content-type': 'application/json', 'x-tc-content-sha256': 'UNSIGNED-PAYLOAD' }
  const request = { method: 'POST', host: 'vpc.tencentcloudapi.com', query: '', headers, body: Buffer.from('{}') }
  const scope = { secretKey: 'k', timestamp: '1551113065', date: '2019-02-25', service: 'vpc' }
  const names = ['content-type', 'host']
  const signature = signCanonical(canonicalRequest(request, names, { host: request.host, lowerValues: false }) ?? '', scope)
  const authorization = { secretId: 'i', date: scope.date, service: scope.service, signedHeaders: names, signature }
  expect(isTc3Signed(request, authorization, scope.timestamp, 'k')).toBe(true)
  expect(isTc3Signed({ ...request, body: Buffer.from('{"a":1}') }, authorization, scope.timestamp, 'k')).toBe(true)
  expect(isTc3Signed({ ...request, headers: { 'content-type': 'application/json' } }, authorization, scope.timestamp, 'k')).toBe(false)
})

test.each([
  'Bearer x',
  'SKIP',
  'TC3-HMAC-SHA256 Credential=id/2019-02-25/vpc/tc3_request, Signature=00',
  'TC3-HMAC-SHA256 Credential=id/2019-02-25/vpc/tc3_request, SignedHeaders=host, Signature=00',
  'TC3-HMAC-SHA256 Credential=id/2019-02-25/tc3_request, SignedHeaders=content-type;host, Signature=00',
  'TC3-HMAC-SHA256 Credential=id/20190225/vpc/tc3_request, SignedHeaders=content-type;host, Signature=00',
  '',
])('no Authorization: %s', (text) => {
  expect(parseAuthorization(text)).toBeUndefined()
})

test('a signed header that is not there fails the signature', () => {
  const request = { method: 'POST', host: 'h', query: '', headers: { 'content-type': 'application/json' }, body: Buffer.from('') }
  expect(canonicalRequest(request, ['content-type', 'host', 'x-tc-action'], { host: 'h', lowerValues: false })).toBeUndefined()
})
