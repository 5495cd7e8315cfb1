import { normaliseText } from '#lib/ip/normalise.ts'
import type { EniRow } from './eni-row.ts'

export type EniRowFilter = { q: string; subnet: string; state: string }

/** Words of the search box: made plain as pasted addresses are, lower-cased, each must be found. A MAC may come with hyphens. */
export const searchWords = (q: string): string[] =>
  normaliseText(q)
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => (/^(?:[0-9a-f]{2}-){5}[0-9a-f]{2}$/.test(word) ? word.replaceAll('-', ':') : word))

/** The rows that match every word and both choices; an empty choice leaves all. */
export function filterRows(rows: readonly EniRow[], { q, subnet, state }: EniRowFilter): readonly EniRow[] {
  const words = searchWords(q)
  if (words.length === 0 && subnet === '' && state === '') return rows
  return rows.filter(
    ({ eni, text }) =>
      (subnet === '' || eni.subnetId === subnet) && (state === '' || eni.state === state) && words.every((word) => text.includes(word)),
  )
}
