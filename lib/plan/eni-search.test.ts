import { expect, test } from 'vitest'
import { eniSearchText, searchWords } from './eni-search.ts'

const text = eniSearchText({
  account: 'main',
  region: 'ap-guangzhou',
  vpcId: 'vpc-7t9nf3pu',
  subnetId: 'subnet-9rv7pk2x',
  eniId: 'eni-m6dyj72l',
  name: '官网前端 Web',
  description: 'Behind the CLB',
  isPrimary: false,
  mac: '20:90:6F:59:8D:79',
  state: 'inuse',
  instanceId: 'ins-4qx1web1',
  securityGroups: ['sg-web00001'],
  tags: [{ key: 'env', value: 'Prod' }],
  privateIps: [
    { ip: '10.0.0.60', isPrimary: true, eip: { eipId: 'eip-11aa22bb', publicIp: '119.29.51.60' } },
    { ip: '10.0.0.61', isPrimary: false, note: 'VIP of keepalived' },
  ],
  quota: { used: 2 },
})

test.each([
  'vpc-7t9nf3pu',
  'subnet-9rv7pk2x',
  'eip-11aa22bb',
  '119.29.51.60',
  'keepalived',
  'behind the clb',
  'env=prod',
  'sg-web00001',
  '20-90-6F-59-8D-79',
  '20906f598d79',
  '官网前端 10.0.0.61',
  'ins-4QX1web1',
])('an ENI is found by %j', (q) => expect(searchWords(q).every((word) => text.includes(word))).toBe(true))

test('no match runs over two values', () => expect(text).not.toContain('10.0.0.6010.0.0.61'))
