import { expect, test } from 'vitest'
import { isIpv6, plainTerm, recognise, soughtIn } from './search-term.ts'

test.each([
  ['10.0.1.37', 'ip'],
  ['１０．０．１．３７', 'ip'],
  [' 10 . 0 . 1 . 37 ', 'ip'],
  ['10。0。1。37', 'ip'],
  ['10.0.1.', undefined],
  ['010.0.1.37', undefined],
  ['eni-7hq2m1zx', 'eni'],
  ['ENI-7HQ2M1ZX', 'eni'],
  ['eni-', undefined],
  ['ins-1pz8a3kd', 'instance'],
  ['lhins-1pz8a3kd', 'instance'],
  ['vpc-2f81k0ze', undefined],
  ['20:90:6F:63:98:CC', 'mac'],
  ['20-90-6f-63-98-cc', 'mac'],
  ['2090.6f63.98cc', 'mac'],
  ['20906F6398CC', 'mac'],
  ['core', undefined],
  ['op-0123456789abcdefghjk', undefined],
])('%j is %s', (text, kind) => expect(recognise(plainTerm(text))).toBe(kind))

test.each([
  ['vpc-2f81k0ze', 'list'],
  ['SUBNET-9rv7pk2x', 'list'],
  ['eip-11aa22bb', 'list'],
  ['sg-web00001', 'list'],
  ['op-0123456789abcdefghjk', 'operations'],
  ['3B1C5D6E-0a1b-4c2d-9e3f-0123456789ab', 'operations'],
  ['core', undefined],
  ['10.0.1.37', undefined],
])('%j is sought in: %s', (text, where) => expect(soughtIn(plainTerm(text))).toBe(where))

test('IPv6 is known for what it is, a MAC is not taken for it', () => {
  expect(isIpv6('fe80::1')).toBe(true)
  expect(isIpv6('20:90:6f:63:98:cc')).toBe(false)
})
