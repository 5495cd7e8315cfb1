import { describe, expect, it } from 'vitest'
import { fingerprint, pageOf } from './pager.ts'

const list = fingerprint(['a list'])
const names = (count: number) => Array.from({ length: count }, (_, n) => `eni-${n}`)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const inTurn = (items: string[], lists: number) => Array.from({ length: lists }, (_, k) => items.filter((_item, n) => n % lists === k))

describe.each([1, 3])('a cursor of what is in %i sorted lists', (lists) => {
  const page = (items: string[], cursor?: string, of = list) =>
    pageOf(
      { lists: inTurn(items.toSorted(compare), lists), compare, markOf: (item) => item, upTo: (mark) => (item) => item <= mark },
      { list: of, limit: 3, cursor },
    )

  it('leads through the whole list once', () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const next = page(names(8), cursor)
      expect(next.total).toBe(8)
      seen.push(...next.items)
      cursor = next.nextCursor
    } while (cursor)
    expect(seen).toEqual(names(8))
  })

  it('goes on after the last item shown when the list has changed before it', () => {
    const { nextCursor } = page(names(8))
    expect(page(['eni', ...names(8)], nextCursor).items).toEqual(['eni-3', 'eni-4', 'eni-5'])
    expect(page(names(8).slice(1), nextCursor).items).toEqual(['eni-3', 'eni-4', 'eni-5'])
  })

  it('skips nothing when the last item shown is gone', () => {
    const { nextCursor } = page(names(8))
    expect(
      page(
        names(8).filter((name) => name !== 'eni-2'),
        nextCursor,
      ).items,
    ).toEqual(['eni-3', 'eni-4', 'eni-5'])
  })

  it('ends on a list that became shorter', () => {
    const { nextCursor } = page(names(8))
    expect(page(['eni-0'], nextCursor)).toEqual({ items: [], total: 1, nextCursor: undefined })
  })

  it('stays below what a query parameter may hold', () => {
    expect(page(names(8)).nextCursor?.length).toBeLessThan(200)
  })

  it.each(['', 'x', 'bm90LWEtY3Vyc29y', '%%%', Buffer.from(`${list}:`).toString('base64url')])('%o is refused', (cursor) => {
    expect(() => page(names(8), cursor)).toThrow(expect.objectContaining({ code: 'bad_cursor' }))
  })

  it('of another query is refused', () => {
    const { nextCursor } = page(names(8))
    expect(() => page(names(8), nextCursor, fingerprint(['another']))).toThrow(expect.objectContaining({ code: 'bad_cursor' }))
  })
})
