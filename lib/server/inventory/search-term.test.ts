import { expect, it } from 'vitest'
import { parseSearchTerm } from './search-term.ts'

it.each([
  ['10.0.0.5', { kind: 'ip', value: '10.0.0.5', ip: 167772165 }],
  ['  10.0.0.5\n', { kind: 'ip', ip: 167772165 }],
  ['１０．０．０．５', { kind: 'ip', ip: 167772165 }],
  ['10。0。0。5', { kind: 'ip', ip: 167772165 }],
  ['eni-m6dyj72l', { kind: 'eni', value: 'eni-m6dyj72l' }],
  ['ENI-M6DYJ72L', { kind: 'eni', value: 'eni-m6dyj72l' }],
  ['ins-4qx1web1', { kind: 'instance', value: 'ins-4qx1web1' }],
  ['20:90:6F:59:8D:79', { kind: 'mac', value: '20906f598d79' }],
  ['20-90-6f-59-8d-79', { kind: 'mac', value: '20906f598d79' }],
  ['2090.6f59.8d79', { kind: 'mac', value: '20906f598d79' }],
  ['20906F598D79', { kind: 'mac', value: '20906f598d79' }],
] as const)('%s', (q, expected) => {
  expect(parseSearchTerm(q)).toMatchObject(expected)
})

it.each([
  '',
  '10.0.0',
  '10.0.0.256',
  '010.0.0.5',
  '10.0.0.0/24',
  'fe80::1',
  'web-front 官网',
  'vpc-7t9nf3pu',
  'subnet-9rv7pk2x',
  'op-0123456789abcdefghjk',
])('%o is nothing to search exactly', (q) => {
  expect(parseSearchTerm(q).kind).toBe('unrecognised')
})
