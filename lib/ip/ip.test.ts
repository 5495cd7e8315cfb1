import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assignable, contains, formatCidr, isReserved, parseCidr } from './cidr.ts'
import { IpSet } from './ip-set.ts'
import { formatIpv4, ipv4Max, looksLikeIpv6, parseIpv4 } from './ipv4.ts'
import { parseAddressList } from './parse-list.ts'

describe('addresses', () => {
  test.each([
    ['0.0.0.0', 0],
    ['10.0.0.5', 167_772_165],
    ['255.255.255.255', ipv4Max],
  ])('%s is %d', (text, value) => {
    expect(parseIpv4(text)).toBe(value)
    expect(formatIpv4(value)).toBe(text)
  })

  test.each([
    '',
    '10.0.0',
    '10.0.0.256',
    '010.0.0.1',
    '10.0.0.01',
    '0x0a.0.0.1',
    '10.0.0.1.',
    ' 10.0.0.1',
    '10.0.0.1/24',
    '1e1.0.0.1',
    '-1.0.0.0',
    '10..0.1',
  ])('%j is not an address', (text) => expect(parseIpv4(text)).toBeUndefined())

  test('every 32-bit number survives the way there and back', () =>
    fc.assert(fc.property(fc.integer({ min: 0, max: ipv4Max }), (value) => parseIpv4(formatIpv4(value)) === value)))

  test.each([-1, ipv4Max + 1, 0.5, Number.NaN])('%d is refused by formatIpv4', (value) =>
    expect(() => formatIpv4(value)).toThrow(RangeError),
  )

  test.each(['::1', 'fe80::1%eth0', '2001:db8::10', '[2001:db8::1]', '::ffff:10.0.0.1', '2001:db8::/32'])('%s looks like IPv6', (text) =>
    expect(looksLikeIpv6(text)).toBe(true),
  )
  test.each(['10.0.0.1', '10:20', 'eni-abc', '20:90:6G:59:8D:79'])('%s does not look like IPv6', (text) =>
    expect(looksLikeIpv6(text)).toBe(false),
  )
})

describe('blocks', () => {
  test('a /24 leaves .2 to .254', () => {
    const cidr = parseCidr('10.0.1.0/24')
    if (!cidr) throw new Error('not parsed')
    expect(formatCidr(cidr)).toBe('10.0.1.0/24')
    const ip = (text: string) => parseIpv4(text) ?? Number.NaN
    expect(['10.0.1.0', '10.0.1.1', '10.0.1.255'].map((text) => isReserved(cidr, ip(text)))).toEqual([true, true, true])
    expect(['10.0.1.2', '10.0.1.254'].map((text) => isReserved(cidr, ip(text)))).toEqual([false, false])
    expect(assignable(cidr)).toEqual({ first: ip('10.0.1.2'), last: ip('10.0.1.254') })
    expect([contains(cidr, ip('10.0.1.255')), contains(cidr, ip('10.0.2.0'))]).toEqual([true, false])
  })

  test.each(['10.0.1.5/24', '10.0.1.0/33', '10.0.1.0/', '10.0.1.0', '10.0.1.0/24/8', '10.0.1.0/024'])('%s is not a block', (text) =>
    expect(parseCidr(text)).toBeUndefined(),
  )
  test('the whole space and a single address are blocks', () => {
    expect(parseCidr('0.0.0.0/0')?.last).toBe(ipv4Max)
    expect(parseCidr('10.0.0.1/32')).toMatchObject({ first: 167_772_161, last: 167_772_161 })
  })
})

describe('pasted lists', () => {
  test.each([
    ['10.0.1.36', ['10.0.1.36']],
    [' １０．０．１．３６ ', ['10.0.1.36']],
    ['10。0。1。36', ['10.0.1.36']],
    ['10.0.1.36,10.0.1.37;10.0.1.38\n10.0.1.39', ['10.0.1.36', '10.0.1.37', '10.0.1.38', '10.0.1.39']],
    ['10.0.1.36，10.0.1.37、10.0.1.38；10.0.1.39', ['10.0.1.36', '10.0.1.37', '10.0.1.38', '10.0.1.39']],
    ['10.0.1.36-38', ['10.0.1.36', '10.0.1.37', '10.0.1.38']],
    ['10.0.1.36 – 10.0.1.38', ['10.0.1.36', '10.0.1.37', '10.0.1.38']],
    ['10.0.1.254-10.0.2.1', ['10.0.1.254', '10.0.1.255', '10.0.2.0', '10.0.2.1']],
    ['10.0.1.32/30', ['10.0.1.32', '10.0.1.33', '10.0.1.34', '10.0.1.35']],
    ['10.0.1.36\u200b', ['10.0.1.36']],
    ['10.0.1.5 10.0.1.5', ['10.0.1.5', '10.0.1.5']],
  ])('%j', (text, addresses) => expect(parseAddressList(text)).toEqual({ addresses, rejected: [] }))

  test.each([
    ['10.0.1', 'malformed'],
    ['10.0.01.5', 'malformed'],
    ['host.example', 'malformed'],
    ['2001:db8::1', 'ipv6'],
    ['10.0.0.0/16', 'too_many'],
    ['10.0.1.40-36', 'backwards'],
    ['10.0.1.5/24', 'malformed'],
    ['10.0.1.36-300', 'malformed'],
  ])('%j is rejected as %s', (text, code) => expect(parseAddressList(text)).toEqual({ addresses: [], rejected: [{ text, code }] }))

  test('nothing is lost: every part is an address or listed as rejected', () =>
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.ipV4(), fc.stringMatching(/^[a-z]{1,8}$/)), { maxLength: 20 }), (parts) => {
        const { addresses, rejected } = parseAddressList(parts.join('\n'))
        return addresses.length + rejected.length === parts.length
      }),
    ))
})

describe('sets of addresses', () => {
  test.each(['10.0.0.0/20', '10.0.1.0/24', '10.0.1.16/28', '10.0.1.4/30', '255.255.255.0/24', '10.0.0.7/32'])(
    '%s: like a Set, and finds the next free one',
    (text) => {
      const cidr = parseCidr(text)
      if (!cidr) throw new Error(text)
      const offset = fc.integer({ min: -2, max: Math.min(cidr.size, 300) + 1 })
      fc.assert(
        fc.property(fc.array(offset, { maxLength: 400 }), offset, (taken, from) => {
          const ips = taken.map((n) => cidr.first + n)
          const set = new IpSet(cidr, ips)
          const naive = new Set(ips.filter((ip) => contains(cidr, ip)))
          for (let ip = cidr.first - 2; ip < cidr.first + 300; ip++) if (set.has(ip) !== naive.has(ip)) return false
          let next: number | undefined = Math.max(cidr.first + from, cidr.first)
          while (next !== undefined && naive.has(next)) next += 1
          return set.nextFree(cidr.first + from) === (next !== undefined && next <= cidr.last ? next : undefined)
        }),
      )
    },
  )
})
