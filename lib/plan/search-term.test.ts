import { describe, expect, it, test } from 'vitest'
import { exactTerm, listMayHave, parseSearchTerm } from './search-term.ts'

const address = { kind: 'ip', value: '10.0.0.60', ip: 167_772_220 }

describe('an exact thing', () => {
  test.each([
    '10.0.0.60',
    '  10.0.0.60\n',
    '１０．０．０．６０',
    '10。0。0。60',
    '10.0.\u200b0.60',
    '10.0.0.60/32',
    '10.0.0.60:443',
    'http://10.0.0.60/',
    'https://10.0.0.60:8443/login?next=/10.0.0.61',
    'ssh://root@10.0.0.60',
    'root@10.0.0.60',
    '"10.0.0.60"',
    '“10.0.0.60”',
    '（10.0.0.60）',
    '[10.0.0.60]:',
    '10.0.0.60;',
    '10.0.0.60.',
    '10.0.0.60,',
    '10.0.0.60，',
    '10.0.0.60、',
    '10.0.0.60/24',
    '10.0.0.60 10.0.0.60',
    '"10.0.0.60" ,',
  ])('%j is the address 10.0.0.60', (text) => expect(parseSearchTerm(text)).toEqual(address))

  test.each([
    ['eni-m6dyj72l', 'eni', 'eni-m6dyj72l'],
    ['ENI-M6DYJ72L', 'eni', 'eni-m6dyj72l'],
    ['(eni-m6dyj72l).', 'eni', 'eni-m6dyj72l'],
    ['ins-4qx1web1', 'instance', 'ins-4qx1web1'],
    ['lhins-1pz8a3kd', 'instance', 'lhins-1pz8a3kd'],
    ['eks-1pz8a3kd', 'instance', 'eks-1pz8a3kd'],
    ['20:90:6F:59:8D:79', 'mac', '20:90:6f:59:8d:79'],
    ['20:90:6f:59:8d:11', 'mac', '20:90:6f:59:8d:11'],
    ['20-90-6f-59-8d-79', 'mac', '20:90:6f:59:8d:79'],
    ['2090.6f59.8d79', 'mac', '20:90:6f:59:8d:79'],
    ['20906F598D79', 'mac', '20:90:6f:59:8d:79'],
  ])('%j is the %s %s', (text, kind, value) => expect(parseSearchTerm(text)).toEqual({ kind, value }))
})

test.each([
  '10.0.0.6 0',
  '10 . 0 . 0 . 60',
  '10.0.0.60 10.0.0.61',
  '10.0.0.60/10.0.0.61',
  '10.0.0.60/255.255.255.0',
  '10.0.0.60-61',
  '10.0.0.60-web',
  '010.0.0.60',
  '10.0.0.256',
  '10.0.0',
  '10.0.0.60:4:3',
  'http://web-front/10.0.0.60',
])('%j is never answered as if it were 10.0.0.60', (text) => expect(exactTerm(text)).toBeUndefined())

test.each([
  ['10.0.0.6 0', ['10.0.0.6'], true],
  ['10.0.0.60 10.0.0.61', ['10.0.0.60', '10.0.0.61'], false],
  ['10.0.0.60,10.0.0.61；10.0.0.60', ['10.0.0.60', '10.0.0.61'], false],
  ['"10.0.0.60", "10.0.0.61"', ['10.0.0.60', '10.0.0.61'], false],
  ['eni-m6dyj72l 10.0.0.61', ['eni-m6dyj72l', '10.0.0.61'], false],
  ['web-front 10.0.0.61', ['10.0.0.61'], true],
  ['IP: 10.0.0.61', ['10.0.0.61'], true],
])('%j is several things', (text, parts, hasMore) => expect(parseSearchTerm(text)).toMatchObject({ kind: 'several', parts, hasMore }))

test.each([
  ['10.0.0.0/24', 'block'],
  ['10.0.0.60-70', 'block'],
  ['10.0.0.60-10.0.0.70', 'block'],
  ['10.0.0.0/24, 10.0.1.0/24', 'block'],
  ['10.0.0.256', 'malformed'],
  ['010.0.0.5', 'malformed'],
  ['10.0.0.0/33', 'malformed'],
  ['fe80::1', 'ipv6'],
  ['[fe80::1]', 'ipv6'],
  ['vpc-7t9nf3pu', 'shared'],
  ['SUBNET-9rv7pk2x', 'shared'],
  ['eip-11aa22bb', 'shared'],
  ['sg-web00001', 'shared'],
  ['op-0123456789abcdefghjk', 'operation'],
  ['3B1C5D6E-0a1b-4c2d-9e3f-0123456789ab', 'operation'],
  ['', 'name'],
  ['core', 'name'],
  ['eni-', 'name'],
  ['eni-abc', 'name'],
  ['web-front', 'name'],
  ['web-front 官网', 'name'],
  ['rtb-0123abcd', 'name'],
  ['10.0.1.', 'name'],
  ['10.0.0.60-web', 'name'],
])('%j is a %s, and nothing to search exactly', (text, kind) => {
  expect(parseSearchTerm(text).kind).toBe(kind)
  expect(exactTerm(text)).toBeUndefined()
})

test.each([
  ['"web-front"', 'web-front'],
  ['web-front, 10.0.0.61;', 'web-front 10.0.0.61'],
  ['10.0.1.', '10.0.1.'],
  ['“官网　前端”', '官网 前端'],
])('of %j a list is searched for %j', (text, value) => expect(parseSearchTerm(text).value).toBe(value))

it.each([
  ['10.0.0.60', false],
  ['20:90:6F:59:8D:79', false],
  ['eni-m6dyj72l', false],
  ['eni-web-backup', undefined],
  ['eni-frontend1', true],
  ['eks-node1', true],
])('whether the list may have %j: %s', (text, expected) => {
  const term = exactTerm(text)
  expect(term && listMayHave(term)).toBe(expected)
})
