import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseCidr, type Cidr } from '#lib/ip/cidr.ts'
import { IpSet } from '#lib/ip/ip-set.ts'
import { formatIpv4, parseIpv4 } from '#lib/ip/ipv4.ts'
import { planAssignSteps } from './assign-steps.ts'
import { chooseFree } from './choose.ts'
import { allHarmless, judgeAddresses, judgeCount, primaryRows, roomFor, type KnownForAssign } from './judge-assign.ts'
import { whyNotAssign, whyNotMove, whyNotNote, whyNotRelease } from './why-not.ts'

const block = (text: string): Cidr => {
  const cidr = parseCidr(text)
  if (!cidr) throw new Error(text)
  return cidr
}
const known = (over: Partial<KnownForAssign> = {}): KnownForAssign => ({
  cidr: '10.0.1.0/24',
  onThisEni: ['10.0.1.17', '10.0.1.18'],
  quotaLimit: 10,
  holderOf: (ip) => (ip === parseIpv4('10.0.1.37') ? { eniId: 'eni-7hq2m1zx' } : 'free'),
  heldBy: (ip) =>
    ip === parseIpv4('10.0.1.50')
      ? { operationId: 'op_1' }
      : ip === parseIpv4('10.0.1.51')
        ? { operationId: 'op_2', until: Date.UTC(2026, 10, 22) }
        : undefined,
  ...over,
})

describe('verdicts', () => {
  test.each([
    ['10.0.1.36', 'free'],
    ['１０.0.1.36', 'free'],
    ['10.0.1', 'malformed'],
    ['', 'malformed'],
    ['10.0.01.36', 'malformed'],
    ['2001:db8::1', 'ipv6'],
    ['10.0.2.9', 'outside_subnet'],
    ['10.0.1.0', 'reserved'],
    ['10.0.1.1', 'reserved'],
    ['10.0.1.255', 'reserved'],
    ['10.0.1.17', 'on_this_eni'],
    ['10.0.1.37', 'in_use'],
    ['10.0.1.50', 'claimed'],
    ['10.0.1.51', 'cooling'],
  ])('%j → %s', (text, code) => expect(judgeAddresses([text], known())[0]?.code).toBe(code))

  test('names the holder, the operation, the time and the first of two equal rows', () => {
    expect(judgeAddresses(['10.0.1.37', '10.0.1.50', '10.0.1.51', '10.0.1.60', '10.0.1.60'], known())).toEqual([
      { ip: '10.0.1.37', code: 'in_use', holder: { eniId: 'eni-7hq2m1zx' } },
      { ip: '10.0.1.50', code: 'claimed', holder: { operationId: 'op_1' } },
      { ip: '10.0.1.51', code: 'cooling', holder: { operationId: 'op_2' }, until: '2026-11-22T00:00:00.000Z' },
      { ip: '10.0.1.60', code: 'free' },
      { ip: '10.0.1.60', code: 'duplicate', row: 4 },
    ])
  })

  test('what nobody checked is never called free, and does not stop', () => {
    const verdicts = judgeAddresses(['10.0.1.36'], known({ holderOf: () => 'unchecked' }))
    expect(verdicts).toEqual([{ ip: '10.0.1.36', code: 'unchecked' }])
    expect(allHarmless(verdicts)).toBe(true)
  })

  test('only rows that would be sent use up the quota', () => {
    const rows = ['10.0.1.37', '10.0.1.60', '10.0.1.61', '10.0.1.62']
    expect(judgeAddresses(rows, known({ quotaLimit: 4 })).map((v) => v.code)).toEqual(['in_use', 'free', 'free', 'over_quota'])
  })
  test('an unknown quota gives no quota verdict; an unknown subnet none about the subnet', () => {
    const rows = Array.from({ length: 40 }, (_, n) => `10.0.9.${n + 100}`)
    const verdicts = judgeAddresses(rows, known({ quotaLimit: undefined, cidr: undefined }))
    expect(new Set(verdicts.map((v) => v.code))).toEqual(new Set(['free']))
  })

  test('as many verdicts as rows, never more harmless ones than the quota leaves, never one address twice', () =>
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.ipV4(),
            fc.integer({ min: 0, max: 255 }).map((n) => `10.0.1.${n}`),
            fc.string(),
          ),
          { maxLength: 40 },
        ),
        (rows) => {
          const verdicts = judgeAddresses(rows, known())
          const good = verdicts.filter((v) => v.code === 'free').map((v) => v.ip)
          return verdicts.length === rows.length && good.length <= 8 && new Set(good).size === good.length
        },
      ),
    ))
})

describe('room', () => {
  test.each([
    [
      { used: 4, quotaLimit: 10, subnetFree: 117 },
      { max: 6, limitedBy: 'quota' },
    ],
    [
      { used: 4, quotaLimit: 10, subnetFree: 2 },
      { max: 2, limitedBy: 'subnet' },
    ],
    [
      { used: 4, quotaLimit: undefined, subnetFree: 2 },
      { max: 2, limitedBy: 'subnet' },
    ],
    [
      { used: 12, quotaLimit: 10, subnetFree: undefined },
      { max: 0, limitedBy: 'quota' },
    ],
    [
      { used: 4, quotaLimit: undefined, subnetFree: undefined },
      { max: undefined, limitedBy: undefined },
    ],
  ] as const)('%j', (input, room) => expect(roomFor(input)).toEqual(room))

  test('a count is judged by what sets the limit', () => {
    expect(judgeCount(7, { max: 6, limitedBy: 'quota' })).toBe('over_quota')
    expect(judgeCount(7, { max: 6, limitedBy: 'subnet' })).toBe('subnet_full')
    expect(judgeCount(6, { max: 6, limitedBy: 'quota' })).toBeUndefined()
    expect(judgeCount(200, { max: undefined, limitedBy: undefined })).toBeUndefined()
  })
})

describe('steps', () => {
  test('14 addresses are two calls, in order', () => {
    const addresses = Array.from({ length: 14 }, (_, n) => ({ ip: `10.0.1.${n + 20}`, primary: false }))
    const steps = planAssignSteps({ mode: 'explicit', addresses })
    expect(steps.map((step) => (step.mode === 'explicit' ? step.addresses.length : 0))).toEqual([10, 4])
    expect(steps.flatMap((step) => (step.mode === 'explicit' ? step.addresses : []))).toEqual(addresses)
    expect(steps.map((step) => step.n)).toEqual([1, 2])
  })
  test('a count is one call', () => expect(planAssignSteps({ mode: 'count', count: 25 })).toEqual([{ n: 1, mode: 'count', count: 25 }]))
  test('primary rows', () => expect(primaryRows([{ primary: false }, { primary: true }, {}, { primary: true }])).toEqual([1, 3]))
})

describe('choosing free addresses', () => {
  const cidr = block('10.0.1.0/28')
  const base = cidr.first
  test('lowest first, system addresses never', () =>
    expect(chooseFree({ taken: new IpSet(cidr, [base + 3]), count: 3 }).map(formatIpv4)).toEqual(['10.0.1.2', '10.0.1.4', '10.0.1.5']))
  test('fewer when there are no more', () => expect(chooseFree({ taken: new IpSet(cidr), count: 99 })).toHaveLength(13))
  test('a block too small for anybody gives none', () =>
    expect(chooseFree({ taken: new IpSet(block('10.0.0.0/31')), count: 1 })).toEqual([]))

  test('either order: free, distinct, ascending, in the block, as many as there are', () =>
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 15 })),
        fc.integer({ min: 0, max: 20 }),
        fc.boolean(),
        fc.infiniteStream(fc.double({ min: 0, max: 0.999, noNaN: true })),
        (taken, count, spread, numbers) => {
          const set = new IpSet(
            cidr,
            taken.map((n) => base + n),
          )
          const chosen = chooseFree({ taken: set, count, order: spread ? 'spread' : 'lowest', random: () => numbers.next().value ?? 0 })
          const free = Array.from({ length: 13 }, (_, n) => base + 2 + n).filter((ip) => !taken.includes(ip - base))
          const lowest = chooseFree({ taken: set, count })
          expect(lowest).toEqual(free.slice(0, count))
          expect(chosen).toHaveLength(Math.min(count, free.length))
          expect(chosen).toEqual([...new Set(chosen)].sort((a, b) => a - b))
          expect(chosen.every((ip) => free.includes(ip))).toBe(true)
        },
      ),
    ))
})

describe('why not', () => {
  const fine = { writesAllowed: true, eniState: 'inuse', used: 4, quotaLimit: 10 }
  test.each([
    [{}, undefined],
    [{ writesAllowed: false }, 'read_only'],
    [{ mayWrite: false }, 'role_needed'],
    [{ openOperationId: 'op_1' }, 'eni_busy'],
    [{ eniState: 'detaching' }, 'eni_state'],
    [{ eniState: 'something new' }, undefined],
    [{ used: 10 }, 'quota_full'],
    [{ used: 10, quotaLimit: undefined }, undefined],
  ])('%j → %s', (over, reason) => expect(whyNotAssign({ ...fine, ...over })).toBe(reason))
  test('of one address', () => {
    const address = { ...fine, isPrimary: false }
    for (const whyNot of [whyNotRelease, whyNotMove]) {
      expect(whyNot(address)).toBeUndefined()
      // A full ENI can still give addresses away.
      expect(whyNot({ ...address, isPrimary: true, writesAllowed: false })).toBe('is_primary')
      expect(whyNot({ ...address, openOperationId: 'op_1' })).toBe('eni_busy')
    }
    expect(whyNotNote({ ...fine, api: 'v3' })).toBeUndefined()
    expect(whyNotNote({ ...fine, api: 'v2' })).toBe('not_on_this_api')
    expect(whyNotNote({ ...fine, api: undefined, eniState: 'attaching' })).toBe('eni_state')
  })
})
