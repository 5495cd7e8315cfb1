import { expect, test } from 'vitest'
import type { Eni } from '#lib/schema/eni.ts'
import { naturalKey, sortEnis } from './eni-order.ts'

const rowOf = (name: string, eniId = 'eni-1', region = 'r1') => {
  const eni: Eni = {
    account: 'main',
    region,
    vpcId: 'vpc-1',
    subnetId: 'subnet-a',
    eniId,
    name,
    isPrimary: false,
    state: 'inuse',
    privateIps: [],
    quota: { used: 0 },
  }
  return { eni, nameKey: naturalKey(name), primaryIpValue: -1 }
}
const names = (rows: ReturnType<typeof rowOf>[]) => rows.map(({ eni }) => eni.name)
const byName = { key: 'name', descending: false } as const

test('numbers in names count as numbers, case does not', () => {
  const sorted = [
    '',
    '9-edge',
    '10-edge',
    'db',
    'Web-1',
    'web-2',
    'web-2a',
    'WEB-10',
    'web-010b',
    'web-20',
    'web-front',
    '官网 2',
    '官网 10',
  ]
  expect(names(sortEnis(sorted.map((name) => rowOf(name)).toReversed(), byName))).toEqual(sorted)
  expect(
    names(
      sortEnis(
        sorted.map((name) => rowOf(name)),
        { key: 'name', descending: true },
      ),
    ),
  ).toEqual(sorted.toReversed())
})

test('a number of any length has its place', () => {
  const numbers = [0, 5, 12, 305, 10 ** 12].map((number) => naturalKey(`n${number}`))
  expect(numbers.toSorted()).toEqual(numbers)
})

test('equal names stand by id, then by where they are, in either direction', () => {
  const rows = [rowOf('a', 'eni-2'), rowOf('a', 'eni-1', 'r2'), rowOf('a', 'eni-1', 'r1')]
  const expected = [rows[2], rows[1], rows[0]]
  expect(sortEnis(rows, byName)).toEqual(expected)
  expect(sortEnis(rows, { key: 'name', descending: true })).toEqual(expected)
})
