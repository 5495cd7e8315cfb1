/** Filters and sorts ENIs for a query. */
import * as z from 'zod/mini'
import { comparing, isEniOrderKey, place, type EniOrder } from '#lib/plan/eni-order.ts'
import { searchWords } from '#lib/plan/eni-search.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { EniIndex, IndexedEni } from './eni-index.ts'
import { othersTurn } from './others-turn.ts'
import type { Sorted } from './pager.ts'
import type { InventoryQuery } from './types.ts'

/** `name` ascending, `-name` descending. Throws AppError `invalid` for a key that is not sorted by. */
export function sortOf(sort: string | undefined): EniOrder {
  const key = sort === undefined || sort === '' ? 'name' : sort.replace(/^-/, '')
  if (!isEniOrderKey(key)) throw new AppError('invalid', { fields: [{ path: 'sort', code: 'unknown' }] })
  return { key, descending: sort?.startsWith('-') ?? false }
}

/** Sorts what must be sorted, an index in a task of its own so that nobody else waits for all; true if there was any. */
export async function sortAhead(indexes: readonly EniIndex[], order: EniOrder): Promise<boolean> {
  const late = indexes.filter((index) => index.mustSort(order))
  for (const index of late) {
    await othersTurn()
    index.sort(order)
  }
  return late.length > 0
}

/** The rows of the query, a sorted list for each index. */
export function listEnis(indexes: readonly EniIndex[], { q, subnet, state }: InventoryQuery, order: EniOrder): IndexedEni[][] {
  const words = searchWords(q ?? '')
  const lists = indexes.map((index) => index.list(order, words))
  if (!subnet && !state) return lists
  const isAsked = ({ eni }: IndexedEni) => (!subnet || eni.subnetId === subnet) && (!state || eni.state === state)
  return lists.map((rows) => rows.filter(isAsked))
}

const markText = z.tuple([z.union([z.string(), z.number()]), z.string(), z.string(), z.string()])

/** Those lists as one, to be given out in pages: nobody sorts 100,000 rows to see a hundred. */
export function pagesOf(lists: readonly IndexedEni[][], order: EniOrder): Sorted<IndexedEni> {
  const compare = comparing(order)
  return {
    lists,
    compare: (a, b) => compare(place(a, order), place(b, order)),
    markOf: (row) => JSON.stringify([place(row, order).value, row.eni.account, row.eni.region, row.eni.eniId]),
    upTo: (mark) => {
      const read = markText.safeParse(jsonOf(mark))
      if (!read.success) return undefined
      const [value, account, region, eniId] = read.data
      const there = { value, row: { eni: { account, region, eniId } } }
      return (row) => compare(place(row, order), there) <= 0
    },
  }
}

/** Undefined for what is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
