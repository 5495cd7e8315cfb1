/** Filters and sorts ENIs for a query. */
import { eniKey, isEniOrderKey, sortEnis, type EniOrder } from '#lib/plan/eni-order.ts'
import { searchWords } from '#lib/plan/eni-search.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { EniIndex, IndexedEni } from './eni-index.ts'
import type { InventoryQuery } from './types.ts'

export const rowKey = ({ eni }: IndexedEni): string => eniKey(eni)

/** `name` ascending, `-name` descending. Throws AppError `invalid` for a key that is not sorted by. */
export function sortOf(sort: string | undefined): EniOrder {
  const key = sort === undefined || sort === '' ? 'name' : sort.replace(/^-/, '')
  if (!isEniOrderKey(key)) throw new AppError('invalid', { fields: [{ path: 'sort', code: 'unknown' }] })
  return { key, descending: sort?.startsWith('-') ?? false }
}

/** The rows of the query over all given indexes, sorted. */
export function listEnis(indexes: readonly EniIndex[], query: InventoryQuery): IndexedEni[] {
  const words = searchWords(query.q ?? '')
  const found: IndexedEni[] = []
  for (const index of indexes)
    for (const row of index.rows()) {
      if (query.subnet && row.eni.subnetId !== query.subnet) continue
      if (query.state && row.eni.state !== query.state) continue
      if (words.every((word) => row.text.includes(word))) found.push(row)
    }
  return sortEnis(found, sortOf(query.sort))
}
