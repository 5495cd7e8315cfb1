import { expect, it } from 'vitest'
import { systemClock } from '#lib/server/base/clock.ts'
import type { Api } from './client.ts'
import { createCloudClient } from './create.ts'

const create = (endpoint: string, api: Api = 'v2') =>
  createCloudClient({
    api,
    endpoint,
    account: 'main',
    credentials: { secretId: 'a', secretKey: 'b' },
    regions: ['ap-guangzhou'],
    transport: () => Promise.reject(new Error('not used')),
    clock: systemClock,
    random: Math.random,
  })

it.each(['https://vpc.api.qcloud.com', 'http://127.0.0.1:4010', 'http://localhost:4010', 'http://[::1]:4010'])(
  '%s is an endpoint',
  (endpoint) => {
    expect(create(endpoint)).toMatchObject({ api: 'v2', account: 'main', regions: ['ap-guangzhou'], signatureWindowSeconds: 7_200 })
  },
)

it.each([
  'http://vpc.api.qcloud.com',
  'http://127.0.0.1.example.com',
  'ftp://127.0.0.1',
  'https://user@vpc.api.qcloud.com',
  'vpc.api.qcloud.com',
  '',
])('%o is none', (endpoint) => {
  expect(() => create(endpoint)).toThrow(expect.objectContaining({ code: 'invalid' }))
})

it('API 3.0 has its own window', () => {
  expect(create('https://vpc.tencentcloudapi.com', 'v3')).toMatchObject({ api: 'v3', signatureWindowSeconds: 300 })
})
