'use client'
import { useEffect, useEffectEvent, useMemo } from 'react'
import { pageRows, type Page } from '#components/table/pager.tsx'
import type { EniRow } from './eni-row.ts'
import type { EniList } from './use-eni-list.ts'

type Pages = { rows: readonly EniRow[]; from: number; page: Page | undefined; waiting: boolean }

/**
 * The rows of one page of the list, or all of them where it is not read in pages. What the server has not sent yet of it is asked
 * for; `waiting` until then.
 */
export function useListPages(list: EniList, wanted: number | undefined): Pages {
  const { rows, byServer, matching, total, complete, loadMore, loadingMore, error } = list
  // While a VPC is on its way, the server's count of it says more than the rows that have come; under a filter nothing else is known.
  const all = byServer || complete ? matching : Math.max(matching, rows.length === 0 ? 0 : (total ?? 0))
  const count = Math.max(1, Math.ceil(all / pageRows))
  const number = wanted === undefined ? undefined : Math.min(Math.max(1, wanted), count)
  const from = number === undefined ? 0 : (number - 1) * pageRows
  const shown = useMemo(() => (number === undefined ? rows : rows.slice(from, from + pageRows)), [rows, number, from])
  const missing = number !== undefined && rows.length < Math.min(all, number * pageRows)
  const ask = useEffectEvent(() => loadMore?.())
  const next = missing && !loadingMore && error === null && loadMore !== undefined
  useEffect(() => {
    if (next) ask()
  }, [next])
  return {
    rows: shown,
    from,
    page: number === undefined ? undefined : { number, count, total: all },
    waiting: missing && error === null && (next || loadingMore),
  }
}
