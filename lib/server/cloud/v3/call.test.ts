import { expect, it } from 'vitest'
import { createV3Wire, requestV3, type V3Call } from './call.ts'
import { createTc3Signer } from './sign.ts'

const credentials = { secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE' }
const call: V3Call = {
  action: 'AssignPrivateIpAddresses',
  region: 'ap-guangzhou',
  params: { NetworkInterfaceId: 'eni-m6dyj72l', SecondaryPrivateIpAddressCount: 1, QosLevel: undefined },
  timestampSeconds: 1_551_113_065,
  fresh: true,
  timeoutMs: 1_000,
}

it('is a POST of JSON at the root, with the common parameters in headers', () => {
  const { request, signature } = requestV3(call, createV3Wire('https://vpc.tencentcloudapi.com', credentials, 'en-US'))
  // D5, computed with the documented algorithm.
  expect(signature).toBe('0662b89790787f7097ec748e559204cd86053f7a98e233bb8b8e68a6e4c385aa')
  expect(request).toMatchObject({ method: 'POST', origin: 'https://vpc.tencentcloudapi.com', path: '/', fresh: true })
  expect(request.body).toBe('{"NetworkInterfaceId":"eni-m6dyj72l","SecondaryPrivateIpAddressCount":1}')
  expect(request.headers).toEqual({
    accept: 'application/json',
    authorization: `TC3-HMAC-SHA256 Credential=${credentials.secretId}/2019-02-25/vpc/tc3_request, SignedHeaders=content-type;host, Signature=${signature}`,
    'content-type': 'application/json',
    'x-tc-action': 'AssignPrivateIpAddresses',
    'x-tc-version': '2017-03-12',
    'x-tc-timestamp': '1551113065',
    'x-tc-region': 'ap-guangzhou',
    'x-tc-language': 'en-US',
  })
  expect(JSON.stringify(request)).not.toContain(credentials.secretKey)
})

it('carries the token of temporary credentials and the id of the attempt', () => {
  const wire = createV3Wire('https://vpc.tencentcloudapi.com', { ...credentials, token: 'a-token' }, 'zh-CN')
  expect(requestV3({ ...call, traceId: 'attempt-1' }, wire).request.headers).toMatchObject({
    'x-tc-token': 'a-token',
    'x-tc-traceid': 'attempt-1',
    'x-tc-language': 'zh-CN',
  })
})

it.each([
  ['https://vpc.tencentcloudapi.com', 'vpc.tencentcloudapi.com'],
  ['https://vpc.tencentcloudapi.com:443/', 'vpc.tencentcloudapi.com'],
  ['https://gateway.example.com:8443', 'gateway.example.com:8443'],
  ['http://127.0.0.1:4010/a/path', '127.0.0.1:4010'],
  ['http://[::1]:4010', '[::1]:4010'],
])('%s is signed as the Host header will name it: %s, always for the service vpc', (endpoint, host) => {
  const { request, signature } = requestV3(call, createV3Wire(endpoint, credentials, 'en-US'))
  const signer = createTc3Signer({ ...credentials, host, service: 'vpc' })
  expect(signature).toBe(signer(request.body ?? '', call.timestampSeconds).signature)
  expect([new URL(request.origin).host, request.path]).toEqual([host, '/'])
})
