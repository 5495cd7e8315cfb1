import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sortEnis } from '#lib/plan/eni-order.ts'
import { eniSearchText, searchWords } from '#lib/plan/eni-search.ts'
import type { Eni } from '#lib/schema/eni.ts'
import { EniIndex, type IndexedEni } from './eni-index.ts'
import { listEnis, pagesOf, sortAhead, sortOf } from './eni-list.ts'
import { pageOf } from './pager.ts'

const eniOf = (vpcId: string, n: number, name: string): Eni => ({
  account: 'main',
  region: 'r1',
  vpcId,
  subnetId: `subnet-${n % 2}`,
  eniId: `eni-${vpcId}-${n}`,
  name,
  isPrimary: false,
  state: n % 3 === 0 ? 'available' : 'inuse',
  privateIps: [],
  quota: { used: n },
})
const sorts = ['name', '-name', 'used', '-id', 'subnet', 'state']
const all = (indexes: readonly EniIndex[]) => indexes.flatMap((index) => [...index.rows()])
/** All pages of two rows, one after the other. @param between is called after each */
const paged = (
  indexes: readonly EniIndex[],
  query: { q?: string; subnet?: string; state?: string },
  sort: string,
  between?: (page: number) => void,
) => {
  const order = sortOf(sort)
  const rows: IndexedEni[] = []
  let cursor: string | undefined
  let pages = 0
  do {
    pages += 1
    if (pages > 1000) throw new Error('pages without end')
    const page: ReturnType<typeof pageOf<IndexedEni>> = pageOf(pagesOf(listEnis(indexes, query, order), order), {
      list: '0123456789abcdef',
      limit: 2,
      cursor,
    })
    between?.(pages)
    rows.push(...page.items)
    cursor = page.nextCursor
  } while (cursor !== undefined)
  return rows
}

describe('the rows of several VPCs', () => {
  test('stand in one order, whatever was added, changed or removed, and in whatever orders they stood before', () => {
    const change = fc.record({ vpc: fc.nat(2), n: fc.nat(5), name: fc.constantFrom('a', 'A', 'b2', 'b10', undefined) })
    fc.assert(
      fc.property(fc.array(fc.tuple(change, fc.constantFrom(...sorts)), { maxLength: 30 }), (steps) => {
        const indexes = [0, 1, 2].map((vpc) => new EniIndex([eniOf(`vpc-${vpc}`, 0, 'b3'), eniOf(`vpc-${vpc}`, 1, 'a')]))
        for (const [{ vpc, n, name }, sort] of steps) {
          const vpcId = `vpc-${vpc}`
          indexes[vpc]?.set(`eni-${vpcId}-${n}`, name === undefined ? undefined : eniOf(vpcId, n, name))
          const order = sortOf(sort)
          expect(paged(indexes, {}, sort)).toEqual(sortEnis(all(indexes), order))
          const some = all(indexes).filter(({ eni }) => eni.subnetId === 'subnet-0' && eni.state === 'inuse')
          expect(paged(indexes, { subnet: 'subnet-0', state: 'inuse' }, sort)).toEqual(sortEnis(some, order))
        }
      }),
    )
  })

  test('each comes once over all pages, whatever becomes of others between them', () => {
    const change = fc.record({ vpc: fc.nat(2), n: fc.nat(7), name: fc.constantFrom('a1', 'a', 'a9', 'zz', undefined) })
    fc.assert(
      fc.property(
        fc.array(fc.array(change, { maxLength: 3 }), { maxLength: 8 }),
        fc.constantFrom('name', '-name', 'state', '-id'),
        (changes, sort) => {
          const indexes = [0, 1, 2].map((vpc) => new EniIndex(Array.from({ length: 6 }, (_, n) => eniOf(`vpc-${vpc}`, n, `a${n}`))))
          const before = all(indexes)
          const rows = paged(indexes, { q: 'a' }, sort, (page) => {
            for (const { vpc, n, name } of changes[page - 1] ?? []) {
              const vpcId = `vpc-${vpc}`
              indexes[vpc]?.set(`eni-${vpcId}-${n}`, name === undefined ? undefined : eniOf(vpcId, n, name))
            }
          })
          const untouched = before.filter((row) => all(indexes).includes(row))
          expect(untouched.map((row) => rows.filter((shown) => shown === row).length)).toEqual(untouched.map(() => 1))
        },
      ),
    )
  })

  test.each(['vpc', 'name'])('one that two VPCs claim leads to no page that leads to itself, by %s', (sort) => {
    const twice = eniOf('vpc-0', 1, 'x')
    const indexes = [new EniIndex([eniOf('vpc-0', 0, 'w'), twice]), new EniIndex([{ ...twice, vpcId: 'vpc-1' }, eniOf('vpc-1', 2, 'z')])]
    const ids = paged(indexes, {}, sort).map(({ eni }) => eni.eniId)
    expect(new Set(ids)).toEqual(new Set(['eni-vpc-0-0', 'eni-vpc-0-1', 'eni-vpc-1-2']))
  })

  test.each(['[]', '1', '["a"]', '["a","b","c",4]', 'x'])('a cursor with %s in the place of a mark is refused', (mark) => {
    const cursor = Buffer.from(`0123456789abcdef:${mark}`).toString('base64url')
    const order = sortOf('name')
    expect(() => pageOf(pagesOf([], order), { list: '0123456789abcdef', limit: 2, cursor })).toThrow(
      expect.objectContaining({ code: 'bad_cursor' }),
    )
  })

  test('are those that hold every word, whatever was looked for before', () => {
    const typed = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '1', ' '), maxLength: 5 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '1'), maxLength: 5 }), { maxLength: 8 }), typed, (names, qs) => {
        const index = new EniIndex(names.map((name, n) => eniOf('vpc-0', n, name)))
        for (const [n, q] of qs.entries()) {
          index.set('eni-vpc-0-1', eniOf('vpc-0', 1, names[n] ?? 'ab1'))
          for (const words of [q, `${q}a`, `${q}ab 1`, qs[0] ?? '', q]) {
            const held = all([index]).filter(({ eni }) => searchWords(words).every((word) => eniSearchText(eni).includes(word)))
            expect(paged([index], { q: words }, 'name')).toEqual(sortEnis(held, sortOf('name')))
          }
        }
      }),
    )
  })

  test('a list that was given out does not change under whoever reads it', () => {
    const index = new EniIndex([eniOf('vpc-0', 0, 'a'), eniOf('vpc-0', 1, 'b')])
    const order = sortOf('name')
    const [given = []] = listEnis([index], {}, order)
    const before = [...given]
    index.set('eni-vpc-0-0', undefined)
    listEnis([index], {}, order)
    expect(given).toEqual(before)
  })

  test('are sorted a VPC at a time, and others are served between them', async () => {
    const indexes = [0, 1, 2].map((vpc) => new EniIndex([eniOf(`vpc-${vpc}`, 0, 'a')]))
    const order = sortOf('name')
    const served: number[] = []
    const serve = () => {
      served.push(indexes.filter((index) => index.mustSort(order)).length)
      if (served.length < 10) setImmediate(serve)
    }
    setImmediate(serve)
    expect(await sortAhead(indexes, order)).toBe(true)
    expect(served).toEqual(expect.arrayContaining([3, 2, 1]))
    expect(await sortAhead(indexes, order)).toBe(false)
    indexes[1]?.set('eni-vpc-1-0', undefined)
    expect(await sortAhead(indexes, order)).toBe(true)
  })
})
