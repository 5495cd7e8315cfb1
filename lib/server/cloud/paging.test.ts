import { describe, expect, it } from 'vitest'
import { readAllPages } from './paging.ts'

/** A list that changes before the n-th page is read. */
function source(initial: string[], changes: Record<number, (items: string[]) => string[]> = {}, cap = 50) {
  let items = initial
  const offsets: number[] = []
  return {
    offsets,
    read: async (offset: number, limit: number) => {
      items = changes[offsets.length]?.(items) ?? items
      offsets.push(offset)
      return { total: items.length, items: items.slice(offset, offset + Math.min(limit, cap)) }
    },
  }
}
const names = (count: number) => Array.from({ length: count }, (_, n) => `eni-${n}`)
const itself = (item: string) => item

describe('reading a list to its end', () => {
  it.each([
    [0, [0]],
    [1, [0]],
    [50, [0]],
    [51, [0, 50]],
    [120, [0, 50, 100]],
  ])('%i items', async (count, offsets) => {
    const list = source(names(count))
    expect(await readAllPages(list.read, itself, 50)).toEqual(names(count))
    expect(list.offsets).toEqual(offsets)
  })

  it('goes on in the steps of a server that gives smaller pages', async () => {
    const list = source(names(70), {}, 20)
    expect(await readAllPages(list.read, itself, 50)).toEqual(names(70))
    expect(list.offsets).toEqual([0, 20, 40, 60])
  })

  it('reads once more when an item went away meanwhile and pushed another over the edge of a page', async () => {
    const list = source(names(120), { 1: (items) => items.slice(1) })
    expect(await readAllPages(list.read, itself, 50)).toEqual(names(120).slice(1))
    expect(list.offsets).toHaveLength(6)
  })

  it('reads once more when one came, and takes every id once', async () => {
    const list = source(names(100), { 1: (items) => ['eni-new', ...items] })
    const all = await readAllPages(list.read, itself, 50)
    expect(new Set(all)).toEqual(new Set(['eni-new', ...names(100)]))
    expect(all).toHaveLength(101)
  })

  it('does not read for ever on a list that never rests', async () => {
    let n = 0
    const grow = (items: string[]) => [...items, `more-${n++}`]
    const list = source(names(100), Object.fromEntries(Array.from({ length: 20 }, (_, at) => [at, grow])))
    expect((await readAllPages(list.read, itself, 50)).length).toBeGreaterThanOrEqual(100)
    expect(list.offsets.length).toBeLessThanOrEqual(6)
  })

  it('a total without items is a bad reply', async () => {
    await expect(readAllPages(async () => ({ total: 5, items: [] }), itself, 50)).rejects.toMatchObject({ reason: 'bad_reply' })
  })
})
