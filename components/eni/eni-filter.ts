import { searchWords } from '#lib/plan/eni-search.ts'
import type { EniRow } from './eni-row.ts'

export type EniRowFilter = { q: string; subnet: string; state: string }

/** The rows that match every word and both choices; an empty choice leaves all. */
export function filterRows(rows: readonly EniRow[], { q, subnet, state }: EniRowFilter): readonly EniRow[] {
  const words = searchWords(q)
  if (words.length === 0 && subnet === '' && state === '') return rows
  return rows.filter(
    ({ eni, text }) =>
      (subnet === '' || eni.subnetId === subnet) && (state === '' || eni.state === state) && words.every((word) => text.includes(word)),
  )
}
