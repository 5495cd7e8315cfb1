/** Filters and sorts ENIs for a query. */
import { searchWords } from '#lib/plan/eni-search.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { EniIndex, IndexedEni } from './eni-index.ts'
import type { InventoryQuery } from './types.ts'

const text = (of: (row: IndexedEni) => string | undefined) => (row: IndexedEni) => (of(row) ?? '').toLowerCase()
const sortKeys: Record<string, (row: IndexedEni) => string | number> = {
  name: text((row) => row.eni.name),
  id: (row) => row.eni.eniId,
  state: (row) => row.eni.state,
  ip: (row) => row.primaryIp,
  used: (row) => row.eni.quota.used,
  createdAt: (row) => row.eni.createdAt ?? '',
  vpc: (row) => row.eni.vpcId,
  subnet: (row) => row.eni.subnetId,
  eips: (row) => row.eni.privateIps.filter(({ eip }) => eip !== undefined).length,
  instance: text((row) => row.eni.instanceId),
}

export const rowKey = ({ eni }: IndexedEni): string => `${eni.account}/${eni.region}/${eni.eniId}`

/** `name` ascending, `-name` descending. Throws AppError `invalid` for a key that is not sorted by. */
export function sortOf(sort: string | undefined) {
  const name = sort === undefined || sort === '' ? 'name' : sort.replace(/^-/, '')
  const keyOf = Object.hasOwn(sortKeys, name) ? sortKeys[name] : undefined
  if (!keyOf) throw new AppError('invalid', { fields: [{ path: 'sort', code: 'unknown' }] })
  return { keyOf, isDescending: sort?.startsWith('-') ?? false }
}

/** The rows of the query over all given indexes, sorted; equal ones by id, so that the order is always the same. */
export function listEnis(indexes: readonly EniIndex[], query: InventoryQuery): IndexedEni[] {
  const { keyOf, isDescending } = sortOf(query.sort)
  const words = searchWords(query.q ?? '')
  const found: { row: IndexedEni; key: string | number }[] = []
  for (const index of indexes)
    for (const row of index.rows()) {
      if (query.subnet && row.eni.subnetId !== query.subnet) continue
      if (query.state && row.eni.state !== query.state) continue
      if (words.every((word) => row.text.includes(word))) found.push({ row, key: keyOf(row) })
    }
  const sign = isDescending ? -1 : 1
  const byId = (a: IndexedEni, b: IndexedEni) =>
    a.eni.eniId < b.eni.eniId ? -1 : a.eni.eniId > b.eni.eniId ? 1 : rowKey(a) < rowKey(b) ? -1 : 1
  found.sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : byId(a.row, b.row)))
  return found.map(({ row }) => row)
}
