/** Filters and sorts ENIs for a query. */
import { comparing, eniKey, isEniOrderKey, place, type EniOrder } from '#lib/plan/eni-order.ts'
import { searchWords } from '#lib/plan/eni-search.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { EniIndex, IndexedEni } from './eni-index.ts'
import type { Sorted } from './pager.ts'
import type { InventoryQuery } from './types.ts'

const rowKey = ({ eni }: IndexedEni): string => eniKey(eni)

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
    await new Promise((done) => setImmediate(done))
    index.list(order)
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

/** Those lists as one, to be given out in pages: nobody sorts 100,000 rows to see a hundred. */
export function pagesOf(lists: IndexedEni[][], indexes: readonly EniIndex[], order: EniOrder): Sorted<IndexedEni> {
  const compare = comparing(order)
  return {
    lists,
    compare: (a, b) => compare(place(a, order), place(b, order)),
    keyOf: rowKey,
    find: (key) => {
      const eniId = key.slice(key.lastIndexOf('/') + 1)
      return indexes.map((index) => index.get(eniId)).find((row) => row !== undefined && rowKey(row) === key)
    },
  }
}
