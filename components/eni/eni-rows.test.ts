import { describe, expect, test } from 'vitest'
import { sortEnis } from '#lib/plan/eni-order.ts'
import type { Eni } from '#lib/schema/eni.ts'
import { filterRows } from './eni-filter.ts'
import { rowOf } from './eni-row.ts'
import { defaultSort, formatSort, parseSort } from './eni-sort.ts'

const eniOf = (eniId: string, over: Partial<Eni> = {}): Eni => ({
  account: 'main',
  region: 'ap-guangzhou',
  vpcId: 'vpc-1',
  subnetId: 'subnet-a',
  eniId,
  name: eniId,
  isPrimary: false,
  state: 'inuse',
  privateIps: [],
  quota: { used: 0 },
  ...over,
})
const address = (ip: string, isPrimary = false) => ({ ip, isPrimary })

const web = rowOf(
  eniOf('eni-web', {
    name: 'Web-10',
    instanceId: 'ins-9',
    mac: '20:90:6F:63:98:CC',
    privateIps: [address('10.0.1.5', true), address('10.0.1.50')],
    quota: { used: 2 },
  }),
)
const db = rowOf(
  eniOf('eni-db', {
    name: 'web-2',
    subnetId: 'subnet-b',
    state: 'available',
    privateIps: [address('10.0.1.10', true)],
    quota: { used: 30 },
  }),
)
const rows = [web, db]
const none = { q: '', subnet: '', state: '' }

describe('filter', () => {
  test.each([
    ['WEB', [web, db]],
    ['10.0.1.50', [web]],
    ['１０．０．１．５０', [web]],
    [' 10。0。1。50 ', [web]],
    ['20:90:6f:63:98:cc', [web]],
    ['20-90-6F-63-98-CC', [web]],
    ['20906f6398cc', [web]],
    ['ins-9', [web]],
    ['web 1.10', [db]],
    ['web ins-9', [web]],
    ['eni-web ins', [web]],
    ['webins', []],
  ])('%j', (q, expected) => expect(filterRows(rows, { ...none, q })).toEqual(expected))

  test('subnet and state together', () => {
    expect(filterRows(rows, { ...none, subnet: 'subnet-b', state: 'available' })).toEqual([db])
    expect(filterRows(rows, { ...none, subnet: 'subnet-b', state: 'inuse' })).toEqual([])
  })
  test('nothing asked gives the same rows, not a copy', () => expect(filterRows(rows, none)).toBe(rows))
})

describe('sort', () => {
  test.each([
    ['name', [db, web]],
    ['-name', [web, db]],
    ['ip', [web, db]],
    ['-used', [db, web]],
    ['state', [db, web]],
    ['drop table', [db, web]],
  ])('%s', (text, expected) => expect(sortEnis(rows, parseSort(text))).toEqual(expected))

  test('what a URL says comes back the same', () => {
    expect(formatSort(parseSort('-eips'))).toBe('-eips')
    expect(parseSort('')).toEqual(defaultSort)
  })
})

test('ten thousand rows are filtered between two keystrokes', () => {
  const many = Array.from({ length: 10_000 }, (_, n) =>
    rowOf(
      eniOf(`eni-${n}`, {
        name: `server-${n}`,
        privateIps: [address(`10.0.${n >> 8}.${n & 255}`, true), address(`10.1.${n >> 8}.${n & 255}`)],
      }),
    ),
  )
  const tookMs = () => {
    const started = performance.now()
    expect(filterRows(many, { ...none, q: '10.1.39.' })).toHaveLength(16)
    return performance.now() - started
  }
  // The best of five: what the code costs, whatever else the machine is doing.
  expect(Math.min(...Array.from({ length: 5 }, tookMs))).toBeLessThan(50)
})
