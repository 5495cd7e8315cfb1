import { describe, expect, it } from 'vitest'
import { sign, signatureText } from './sign.ts'

const path = '/v2/index.php'
const docs = { secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3gnPhESA', secretKey: 'Gu5t9xGARNpq86cd98joQYCN3Cozk1qA' }
const sdk = { secretId: 'secretIdFoo', secretKey: 'secretKeyBar' }
const example = { secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE' }

const published = { Action: 'DescribeInstances', Nonce: '11886', Timestamp: '1465185768', SecretId: docs.secretId }
const python = {
  Action: 'DescribeInstances',
  Nonce: '1290303896666895346',
  Region: 'ap-guangzhou',
  Timestamp: '1512393162',
  Version: '2017-03-12',
  SecretId: sdk.secretId,
}
const derived = {
  Region: 'ap-guangzhou',
  Nonce: '11886',
  Timestamp: '1465185768',
  SecretId: example.secretId,
  networkInterfaceId: 'eni-m6dyj72l',
  vpcId: 'vpc-7t9nf3pu',
}
const elevenAddresses = Object.fromEntries(
  Array.from({ length: 11 }, (_, n) => [
    [`privateIpAddressSet.${n}.privateIpAddress`, `10.0.0.${5 + n}`],
    [`privateIpAddressSet.${n}.primary`, 'false'],
  ]).flat(),
)
const cvm = 'cvm.api.qcloud.com'
const vpc = 'vpc.api.qcloud.com'

/** V: published by the vendor (document page and Python SDK's own test). D: computed with the documented algorithm. */
const vectors = [
  {
    id: 'V1',
    method: 'GET',
    host: cvm,
    key: docs.secretKey,
    algorithm: 'HmacSHA256',
    params: { ...published, 'InstanceIds.0': 'ins-09dx96dg', Region: 'ap-guangzhou', SignatureMethod: 'HmacSHA256' },
    text: `GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&InstanceIds.0=ins-09dx96dg&Nonce=11886&Region=ap-guangzhou&SecretId=${docs.secretId}&SignatureMethod=HmacSHA256&Timestamp=1465185768`,
    signature: '0EEm/HtGRr/VJXTAD9tYMth1Bzm3lLHz5RCDv1GdM8s=',
  },
  {
    id: 'V2',
    method: 'GET',
    host: cvm,
    key: docs.secretKey,
    algorithm: 'HmacSHA1',
    params: { ...published, 'InstanceIds.0': 'ins-09dx96dg', Region: 'ap-guangzhou', SignatureMethod: 'HmacSHA1' },
    text: undefined,
    signature: 'nPVnY6njQmwQ8ciqbPl5Qe+Oru4=',
  },
  {
    id: 'V3',
    method: 'GET',
    host: cvm,
    key: docs.secretKey,
    algorithm: 'HmacSHA1',
    params: { ...published, 'instanceIds.0': 'ins-09dx96dg', Region: 'gz', limit: '20', offset: '0' },
    text: `GETcvm.api.qcloud.com/v2/index.php?Action=DescribeInstances&Nonce=11886&Region=gz&SecretId=${docs.secretId}&Timestamp=1465185768&instanceIds.0=ins-09dx96dg&limit=20&offset=0`,
    signature: 'NSI3UqqD99b/UJb4tbG/xZpRW64=',
  },
  {
    id: 'V4',
    method: 'POST',
    host: cvm,
    key: sdk.secretKey,
    algorithm: 'HmacSHA1',
    params: { ...python, SignatureMethod: 'HmacSHA1' },
    text: undefined,
    signature: 'p3n+pxBqF5JGZtDSxoVn5tGngf0=',
  },
  {
    id: 'V5',
    method: 'POST',
    host: cvm,
    key: sdk.secretKey,
    algorithm: 'HmacSHA256',
    params: { ...python, SignatureMethod: 'HmacSHA256' },
    text: undefined,
    signature: 'B2T37FRSP6Fk0/q/cdfrTE0p3zX5ooB/2BPWZUFpsj4=',
  },
  {
    id: 'V6',
    method: 'GET',
    host: cvm,
    key: sdk.secretKey,
    algorithm: 'HmacSHA1',
    params: { ...python, SignatureMethod: 'HmacSHA1' },
    text: undefined,
    signature: '5HAq1BOKNLEE2/uauWnp6Zv9Z3c=',
  },
  {
    id: 'D1',
    method: 'GET',
    host: vpc,
    key: example.secretKey,
    algorithm: 'HmacSHA256',
    params: { ...derived, Action: 'AssignPrivateIpAddresses', SignatureMethod: 'HmacSHA256', secondaryPrivateIpAddressCount: '1' },
    text: `GETvpc.api.qcloud.com/v2/index.php?Action=AssignPrivateIpAddresses&Nonce=11886&Region=ap-guangzhou&SecretId=${example.secretId}&SignatureMethod=HmacSHA256&Timestamp=1465185768&networkInterfaceId=eni-m6dyj72l&secondaryPrivateIpAddressCount=1&vpcId=vpc-7t9nf3pu`,
    signature: 'CqwJTEQkxe4U/e/gwwtjGMCtR08V2hc2fcwCsEQ5y/Q=',
  },
  {
    id: 'D2',
    method: 'GET',
    host: vpc,
    key: example.secretKey,
    algorithm: 'HmacSHA1',
    params: { ...derived, Action: 'AssignPrivateIpAddresses', secondaryPrivateIpAddressCount: '1' },
    text: undefined,
    signature: 'k2U4heyyfLcNIWTVMAb/hLOPzBQ=',
  },
  {
    id: 'D3',
    method: 'POST',
    host: vpc,
    key: example.secretKey,
    algorithm: 'HmacSHA256',
    params: { ...derived, Action: 'AssignPrivateIpAddresses', SignatureMethod: 'HmacSHA256', ...elevenAddresses },
    text: undefined,
    signature: 'FdIjns7FilsR5EtnfbH4MP5XxX7FFC8L1jdjZE/lWMA=',
  },
  {
    id: 'D4',
    method: 'GET',
    host: vpc,
    key: example.secretKey,
    algorithm: 'HmacSHA256',
    params: { ...derived, Action: 'ModifyNetworkInterface', SignatureMethod: 'HmacSHA256', Token: 'tok+en/=', eniName: '网卡 a_b&c=1' },
    text: `GETvpc.api.qcloud.com/v2/index.php?Action=ModifyNetworkInterface&Nonce=11886&Region=ap-guangzhou&SecretId=${example.secretId}&SignatureMethod=HmacSHA256&Timestamp=1465185768&Token=tok+en/=&eniName=网卡 a_b&c=1&networkInterfaceId=eni-m6dyj72l&vpcId=vpc-7t9nf3pu`,
    signature: 'vpzmO7/dIga0yoxQJwad6gTZfzEheOaA2aUoJzsbmt4=',
  },
] as const

describe('signature of API 2.0', () => {
  it.each(vectors)('$id', ({ method, host, key, algorithm, params, signature }) => {
    expect(sign(signatureText(method, host, path, params), key, algorithm)).toBe(signature)
  })

  it.each(vectors.filter((vector) => vector.text !== undefined))('$id: the text to sign', ({ method, host, params, text }) => {
    expect(signatureText(method, host, path, params)).toBe(text)
  })

  it('signs an underscore in a name as a dot, keeps it in a value, and leaves Signature out', () => {
    expect(signatureText('GET', vpc, path, { Placement_Zone: 'CN_GUANGZHOU', Signature: 'old' })).toBe(
      `GET${vpc}${path}?Placement.Zone=CN_GUANGZHOU`,
    )
  })
})
