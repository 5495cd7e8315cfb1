import { describe, expect, test } from 'vitest'
import { parseIpv4 } from '#lib/ip/ipv4.ts'
import type { AssignBody, Holder } from '#lib/schema/assign.ts'
import type { Eni } from '#lib/schema/eni.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { Inventory } from '#lib/server/inventory/types.ts'
import { judgeFresh } from './judge-fresh.ts'

const now = 1_800_000_000_000
const eni = (ips: string[], state = 'inuse'): Eni => ({
  account: 'main',
  region: 'ap-x',
  vpcId: 'vpc-1',
  subnetId: 'subnet-1',
  eniId: 'eni-1',
  name: 'a',
  isPrimary: false,
  state,
  privateIps: ips.map((ip, index) => ({ ip, isPrimary: index === 0 })),
  quota: { used: ips.length, limit: 3 },
})
const subnet = {
  account: 'main',
  region: 'ap-x',
  vpcId: 'vpc-1',
  subnetId: 'subnet-1',
  name: 's',
  cidr: '10.0.0.0/24',
  free: 200,
  total: 253,
}
const explicit = (...ips: string[]): AssignBody => ({ mode: 'explicit', addresses: ips.map((ip) => ({ ip, primary: false })) })

/** An inventory whose copy is `ageMs` old; reading the cloud replaces the copy by the truth. */
const world = (options: {
  ageMs: number
  known: Eni
  truth: Eni
  holders?: Record<string, Holder>
  /** The ENIs that cannot be read; true: none can. */
  away?: true | string[]
  holdersNow?: Record<string, Holder>
}) => {
  let current = options.known
  let holders = options.holders ?? {}
  let observedAt = now - options.ageMs
  const read: string[] = []
  const fresh = (eniId: string) => {
    if (options.away === true || options.away?.includes(eniId)) throw new AppError('cloud_unreachable')
    current = options.truth
    holders = options.holdersNow ?? {}
    observedAt = now
  }
  const inventory = {
    findEni: async () => ({ eni: current, subnet, observedAt }),
    usedAddresses: async () => ({
      holderOf: (ip: number) => Object.entries(holders).find(([text]) => parseIpv4(text) === ip)?.[1],
      taken: () => [],
      complete: false,
      observedAt,
    }),
    readEni: async (_: unknown, __: unknown, eniId: string) => {
      read.push(eniId)
      fresh(eniId)
      return { eni: current, observedAt }
    },
  }
  const deps = {
    // Of a used-addresses answer and a subnet only what is asked here.
    inventory: inventory as unknown as Inventory,
    journal: { held: async () => ({ locks: new Map<string, string>(), claims: new Map<string, { operationId: string }>() }) },
    clock: { now: () => now, monotonic: () => 0, sleep: async () => {} },
  }
  const judge = async (body: AssignBody) => (await judgeFresh(deps, 'eni-1', {}, body)).judgement.refusal
  return { judge, read }
}
const codes = (error: AppError | undefined) => error?.detail.fields?.map((field) => field.code)

describe('a refusal that rests on an old reading is checked once', () => {
  test('gone meanwhile: accepted', async () => {
    const { judge, read } = world({ ageMs: 11_000, known: eni(['10.0.0.5', '10.0.0.6']), truth: eni(['10.0.0.5']) })
    expect(await judge(explicit('10.0.0.6'))).toBeUndefined()
    expect(read).toEqual(['eni-1'])
  })
  test('still there: refused', async () => {
    const { judge, read } = world({ ageMs: 11_000, known: eni(['10.0.0.5', '10.0.0.6']), truth: eni(['10.0.0.5', '10.0.0.6']) })
    expect(codes(await judge(explicit('10.0.0.6')))).toEqual(['on_this_eni'])
    expect(read).toEqual(['eni-1'])
  })
  test('in use elsewhere: the holder is read', async () => {
    const { judge, read } = world({
      ageMs: 11_000,
      known: eni(['10.0.0.5']),
      truth: eni(['10.0.0.5']),
      holders: { '10.0.0.9': { eniId: 'eni-2' } },
    })
    expect(await judge(explicit('10.0.0.9'))).toBeUndefined()
    expect(read).toEqual(['eni-2'])
  })
  test('many holders: each is read, and then the ENI itself, whose quota decides now', async () => {
    const ips = ['10', '11', '12', '13', '14', '15'].map((last) => `10.0.0.${last}`)
    const { judge, read } = world({
      ageMs: 11_000,
      known: eni(['10.0.0.5']),
      truth: eni(['10.0.0.5']),
      holders: Object.fromEntries(ips.map((ip) => [ip, { eniId: `eni-${ip}` }])),
    })
    expect(codes(await judge(explicit(...ips)))).toEqual(['over_quota', 'over_quota', 'over_quota', 'over_quota'])
    expect(read).toEqual([...ips.map((ip) => `eni-${ip}`), 'eni-1'])
  })
  test('quota, count and a closing state count as such refusals', async () => {
    const full = eni(['10.0.0.5', '10.0.0.6', '10.0.0.7'])
    for (const [known, body] of [
      [full, explicit('10.0.0.9')],
      [full, { mode: 'count', count: 1 }],
      [eni(['10.0.0.5'], 'detaching'), explicit('10.0.0.9')],
    ] as const) {
      expect(await world({ ageMs: 11_000, known, truth: eni(['10.0.0.5']) }).judge(body)).toBeUndefined()
    }
  })
  test('where some cannot be read, only what the others say is held against it', async () => {
    const holders = { '10.0.0.9': { eniId: 'eni-2' }, '10.0.0.10': { eniId: 'eni-3' } }
    const known = eni(['10.0.0.5'])
    const { judge } = world({ ageMs: 11_000, known, truth: known, holders, holdersNow: holders, away: ['eni-3'] })
    expect((await judge(explicit('10.0.0.9', '10.0.0.10')))?.detail.fields).toMatchObject([{ path: 'addresses.0.ip', code: 'in_use' }])
    const silent = world({ ageMs: 11_000, known, truth: known, holders, holdersNow: holders, away: ['eni-2', 'eni-3'] })
    await expect(silent.judge(explicit('10.0.0.9', '10.0.0.10'))).rejects.toMatchObject({ code: 'cloud_unreachable' })
  })
  test('a reading from the future is no younger: the wall clock was set back', async () => {
    const { judge, read } = world({ ageMs: -3_600_000, known: eni(['10.0.0.5', '10.0.0.6']), truth: eni(['10.0.0.5']) })
    expect(await judge(explicit('10.0.0.6'))).toBeUndefined()
    expect(read).toEqual(['eni-1'])
  })
  test('the cloud is away: nothing is decided', async () => {
    const { judge } = world({ ageMs: 11_000, known: eni(['10.0.0.5', '10.0.0.6']), truth: eni([]), away: true })
    await expect(judge(explicit('10.0.0.6'))).rejects.toMatchObject({ code: 'cloud_unreachable' })
  })
})

describe('not checked', () => {
  test('a reading of 10 s', async () => {
    const { judge, read } = world({ ageMs: 10_000, known: eni(['10.0.0.5', '10.0.0.6']), truth: eni(['10.0.0.5']) })
    expect(codes(await judge(explicit('10.0.0.6')))).toEqual(['on_this_eni'])
    expect(read).toEqual([])
  })
  test.each([
    ['10.0.0.1', 'reserved'],
    ['10.1.0.1', 'outside_subnet'],
    ['x', 'malformed'],
  ])('%s is %s whenever it is read', async (ip, code) => {
    const { judge, read } = world({ ageMs: 60_000, known: eni(['10.0.0.5']), truth: eni(['10.0.0.5']) })
    expect(codes(await judge(explicit(ip)))).toEqual([code])
    expect(read).toEqual([])
  })
  test('what would be accepted', async () => {
    const { judge, read } = world({ ageMs: 60_000, known: eni(['10.0.0.5']), truth: eni(['10.0.0.5']) })
    expect(await judge(explicit('10.0.0.9'))).toBeUndefined()
    expect(read).toEqual([])
  })
})
