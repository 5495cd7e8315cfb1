import { expect, test } from 'vitest'
import { isSigned, signedTexts, signText } from './v2-signature.ts'

/** The docs' sample pair with the full id (today's pages mask it), the Python SDK's test pair, and the EXAMPLE pair. */
const docsKey = 'Gu5t9xGARNpq86cd98joQYCN3Cozk1qA'
const pythonKey = 'secretKeyBar'
const exampleKey = 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE'
const exampleId = 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE'

const docs = {
  Action: 'DescribeInstances',
  Nonce: '11886',
  Region: 'ap-guangzhou',
  SecretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA',
  Timestamp: '1465185768',
}
const python = {
  Action: 'DescribeInstances',
  Nonce: '1290303896666895346',
  Region: 'ap-guangzhou',
  SecretId: 'secretIdFoo',
  Timestamp: '1512393162',
  Version: '2017-03-12',
}
const ours = {
  Nonce: '11886',
  Region: 'ap-guangzhou',
  SecretId: exampleId,
  Timestamp: '1465185768',
  vpcId: 'vpc-7t9nf3pu',
  networkInterfaceId: 'eni-m6dyj72l',
}
const assign = { ...ours, Action: 'AssignPrivateIpAddresses' }
const rows = Object.fromEntries(
  Array.from({ length: 11 }, (_, n) => [
    [`privateIpAddressSet.${n}.primary`, 'false'],
    [`privateIpAddressSet.${n}.privateIpAddress`, `10.0.0.${n + 5}`],
  ]).flat(),
)
const raw = { ...ours, Action: 'ModifyNetworkInterface', Token: 'tok+en/=', eniName: '网卡 a_b&c=1' }
const sha256 = { SignatureMethod: 'HmacSHA256' }
const sha1 = { SignatureMethod: 'HmacSHA1' }

const vectors = [
  {
    name: 'V1 documents, SHA256',
    method: 'GET',
    host: 'cvm.api.qcloud.com',
    key: docsKey,
    params: { ...docs, ...sha256, 'InstanceIds.0': 'ins-09dx96dg' },
    signature: '0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s=',
  },
  {
    name: 'V2 documents, SHA1',
    method: 'GET',
    host: 'cvm.api.qcloud.com',
    key: docsKey,
    params: { ...docs, ...sha1, 'InstanceIds.0': 'ins-09dx96dg' },
    signature: 'nPVnY6njQmwQ8ciqbPl5Qe+Oru4=',
  },
  {
    name: 'V3 no method named, small letters',
    method: 'GET',
    host: 'cvm.api.qcloud.com',
    key: docsKey,
    params: { ...docs, Region: 'gz', 'instanceIds.0': 'ins-09dx96dg', limit: '20', offset: '0' },
    signature: 'NSI3UqqD99b/UJb4tbG/xZpRW64=',
  },
  {
    name: 'V4 Python, POST SHA1',
    method: 'POST',
    host: 'cvm.api.qcloud.com',
    key: pythonKey,
    params: { ...python, ...sha1 },
    signature: 'p3n+pxBqF5JGZtDSxoVn5tGngf0=',
  },
  {
    name: 'V4 the same when the caller writes post',
    method: 'post',
    host: 'cvm.api.qcloud.com',
    key: pythonKey,
    params: { ...python, ...sha1 },
    signature: 'p3n+pxBqF5JGZtDSxoVn5tGngf0=',
  },
  {
    name: 'V5 Python, POST SHA256',
    method: 'POST',
    host: 'cvm.api.qcloud.com',
    key: pythonKey,
    params: { ...python, ...sha256 },
    signature: 'B2T37FRSP6Fk0/q/cdfrTE0p3zX5ooB/2BPWZUFpsj4=',
  },
  {
    name: 'V6 Python, GET SHA1',
    method: 'GET',
    host: 'cvm.api.qcloud.com',
    key: pythonKey,
    params: { ...python, ...sha1 },
    signature: '5HAq1BOKNLEE2/uauWnp6Zv9Z3c=',
  },
  {
    name: 'D1 count, SHA256',
    method: 'GET',
    host: 'vpc.api.qcloud.com',
    key: exampleKey,
    params: { ...assign, ...sha256, secondaryPrivateIpAddressCount: '1' },
    signature: 'CqwJTEQkxe4U/e/gwwtjGMCtR08V2hc2fcwCsEQ5y/Q=',
  },
  {
    name: 'D2 count, no method named',
    method: 'GET',
    host: 'vpc.api.qcloud.com',
    key: exampleKey,
    params: { ...assign, secondaryPrivateIpAddressCount: '1' },
    signature: 'k2U4heyyfLcNIWTVMAb/hLOPzBQ=',
  },
  {
    name: 'D3 eleven rows: 10 sorts before 2',
    method: 'POST',
    host: 'vpc.api.qcloud.com',
    key: exampleKey,
    params: { ...assign, ...sha256, ...rows },
    signature: 'FdIjns7FilsR5EtnfbH4MP5XxX7FFC8L1jdjZE/lWMA=',
  },
  {
    name: 'D4 raw values',
    method: 'GET',
    host: 'vpc.api.qcloud.com',
    key: exampleKey,
    params: { ...raw, ...sha256 },
    signature: 'vpzmO7/dIga0yoxQJwad6gTZfzEheOaA2aUoJzsbmt4=',
  },
]

const requestOf = (vector: (typeof vectors)[number], signature: string) => ({
  method: vector.method,
  host: vector.host,
  path: '/v2/index.php',
  // The union of the vectors hides that all values are texts.
  params: Object.entries<string>({ ...(vector.params as Record<string, string>), Signature: signature }),
})

test.each(vectors)('$name', (vector) => {
  expect(isSigned(requestOf(vector, vector.signature), vector.key)).toBe(true)
  expect(isSigned(requestOf(vector, vector.signature.toLowerCase()), vector.key)).toBe(false)
  expect(isSigned(requestOf(vector, vector.signature), `${vector.key}x`)).toBe(false)
})

test('every single value is covered by the signature', () => {
  for (const vector of vectors) {
    for (const name of Object.keys(vector.params)) {
      const request = requestOf(vector, vector.signature)
      const changed = request.params.map(([one, value]) => [one, one === name ? `${value}x` : value] as const)
      expect(isSigned({ ...request, params: changed }, vector.key), `${vector.name}: ${name}`).toBe(false)
    }
  }
})

test('a request without a signature is not signed', () => {
  expect(isSigned({ method: 'GET', host: 'h', path: '/v2/index.php', params: [['Action', 'X']] }, 'k')).toBe(false)
})

test('the string to sign is unique unless a name holds _ or a value begins with @', () => {
  const plain = {
    method: 'GET',
    host: 'vpc.api.qcloud.com',
    path: '/v2/index.php',
    params: [
      ['b', '2'],
      ['a', '1_x'],
    ] as const,
  }
  expect(signedTexts(plain)).toEqual(['GETvpc.api.qcloud.com/v2/index.php?a=1_x&b=2'])
  expect(signedTexts({ ...plain, params: [['Placement_Zone', 'CN_GUANGZHOU']] })).toEqual([
    'GETvpc.api.qcloud.com/v2/index.php?Placement.Zone=CN_GUANGZHOU',
    'GETvpc.api.qcloud.com/v2/index.php?Placement_Zone=CN_GUANGZHOU',
  ])
})

test('a host with a port may be signed with it or without', () => {
  const request = { method: 'GET', host: '127.0.0.1:4010', path: '/v2/index.php', params: [['a', '1']] as const }
  expect(signedTexts(request)).toEqual(['GET127.0.0.1:4010/v2/index.php?a=1', 'GET127.0.0.1/v2/index.php?a=1'])
})

test('any method but HmacSHA256 means SHA1', () => {
  expect(signText('x', 'k', 'HmacMD5')).toBe(signText('x', 'k', undefined))
  expect(signText('x', 'k', 'hmacsha256')).toBe(signText('x', 'k', undefined))
})
