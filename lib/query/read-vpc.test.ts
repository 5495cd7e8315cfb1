import { expect, test } from 'vitest'
import type { Eni } from '#lib/schema/eni.ts'
import type { Page } from '#lib/schema/page.ts'
import { browserRowsMax, readVpc, type VpcEnis } from './read-vpc.ts'

const at = '2026-11-22T13:00:00.000Z'
const eniOf = (n: number): Eni => ({
  account: 'main',
  region: 'ap-guangzhou',
  vpcId: 'vpc-1',
  subnetId: 'subnet-1',
  eniId: `eni-${n}`,
  name: `n${n}`,
  isPrimary: false,
  state: 'inuse',
  privateIps: [],
  quota: { used: 0 },
})
/** Pages of two rows; cursors are the next index. */
const pagesOf = (rows: Eni[], extra: Partial<Page<Eni>> = {}) => {
  const asked: (string | undefined)[] = []
  const read = async (cursor: string | undefined): Promise<Page<Eni>> => {
    asked.push(cursor)
    const from = Number(cursor ?? 0)
    return {
      items: rows.slice(from, from + 2),
      total: rows.length,
      observedAt: at,
      nextCursor: from + 2 < rows.length ? String(from + 2) : undefined,
      ...extra,
    }
  }
  return { read, asked }
}
const five = [1, 2, 3, 4, 5].map(eniOf)

test('rows are shown as they come, and the count is complete only at the end', async () => {
  const shown: [number, boolean][] = []
  const { read } = pagesOf(five)
  const done = await readVpc(read, undefined, (partial) => shown.push([partial.items.length, partial.complete]))
  expect(shown).toEqual([
    [2, false],
    [4, false],
  ])
  expect(done).toMatchObject({ items: five, total: 5, complete: true, tooMany: false })
})

test('an unchanged snapshot costs one page and keeps the very same rows', async () => {
  const before = await readVpc(pagesOf(five).read, undefined, () => {})
  const { read, asked } = pagesOf(five)
  expect(await readVpc(read, before, () => {})).toBe(before)
  expect(asked).toEqual([undefined])
})

test('an ENI that was read anew changes the version alone, and the list is read again', async () => {
  const before = await readVpc(pagesOf(five, { version: 'v1' }).read, undefined, () => {})
  const named = five.map((item) => (item.eniId === 'eni-5' ? { ...item, name: 'renamed' } : item))
  const after = await readVpc(pagesOf(named, { version: 'v2' }).read, before, () => {})
  expect(after.items).toEqual(named)
  expect(await readVpc(pagesOf(named, { version: 'v2' }).read, after, () => {})).toBe(after)
})

test('a later read replaces the list at once, without showing it shorter in between', async () => {
  const before: VpcEnis = { ...(await readVpc(pagesOf(five).read, undefined, () => {})), observedAt: '2026-11-22T12:00:00.000Z' }
  const shown: number[] = []
  const after = await readVpc(pagesOf(five.slice(0, 4)).read, before, (partial) => shown.push(partial.items.length))
  expect(shown).toEqual([])
  expect(after.total).toBe(4)
})

test('a row that a renewed snapshot shifts onto the next page is listed once', async () => {
  const pages: Page<Eni>[] = [
    { items: [eniOf(1), eniOf(2)], total: 4, observedAt: at, nextCursor: '2' },
    { items: [eniOf(2), eniOf(3)], total: 4, observedAt: at },
  ]
  const done = await readVpc(
    async () => pages.shift() ?? Promise.reject(new Error('read past the end')),
    undefined,
    () => {},
  )
  expect(done.items.map((item) => item.eniId)).toEqual(['eni-1', 'eni-2', 'eni-3'])
})

test('a VPC too large for the browser is left to the server after one page', async () => {
  const { read, asked } = pagesOf(five, { total: browserRowsMax + 1 })
  expect(await readVpc(read, undefined, () => {})).toMatchObject({ tooMany: true, complete: false, total: browserRowsMax + 1 })
  expect(asked).toEqual([undefined])
})
