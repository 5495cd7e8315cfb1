import type { EniRow } from './eni-row.ts'

export const sortKeys = ['name', 'instance', 'vpc', 'subnet', 'ip', 'used', 'eips', 'state'] as const
export type SortKey = (typeof sortKeys)[number]
export type EniSort = { key: SortKey; descending: boolean }
export const defaultSort: EniSort = { key: 'name', descending: false }

/** `-used` → used, descending. Anything else than a known key gives the default: a URL is input. */
export function parseSort(text: string): EniSort {
  const key = sortKeys.find((candidate) => candidate === text.replace(/^-/, ''))
  return key === undefined ? defaultSort : { key, descending: text.startsWith('-') }
}
export const formatSort = ({ key, descending }: EniSort): string => (descending ? `-${key}` : key)

// web-2 before web-10, in every language alike: names are identifiers, not words of one.
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

const text = (row: EniRow, key: SortKey): string => {
  const { eni } = row
  if (key === 'instance') return eni.instanceId ?? ''
  if (key === 'vpc') return eni.vpcId
  if (key === 'subnet') return eni.subnetId
  return key === 'state' ? eni.state : eni.name
}
const amount = (row: EniRow, key: SortKey): number | undefined => {
  if (key === 'ip') return row.primaryIpValue
  if (key === 'used') return row.eni.quota.used
  return key === 'eips' ? row.eips.length : undefined
}

/** A sorted copy. Rows that are equal by the key stand by their id, so that the order never depends on how they came. */
export function sortRows(rows: readonly EniRow[], { key, descending }: EniSort): EniRow[] {
  const sign = descending ? -1 : 1
  const keyed = rows.map((row) => ({ row, n: amount(row, key) ?? 0, s: amount(row, key) === undefined ? text(row, key) : '' }))
  keyed.sort((a, b) => sign * (a.n - b.n || (a.s === b.s ? 0 : collator.compare(a.s, b.s))) || (a.row.key < b.row.key ? -1 : 1))
  return keyed.map(({ row }) => row)
}
