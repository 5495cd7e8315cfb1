'use client'
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useDeferredValue, useMemo, useState } from 'react'
import { sortEnis } from '#lib/plan/eni-order.ts'
import { eniListQuery, readAllEnis, refreshEniLists, type EniListFilter } from '#lib/query/eni.ts'
import { vpcEnisQuery } from '#lib/query/eni-vpc.ts'
import { pausable } from '#lib/query/pausable.ts'
import { useSettledWords } from '#lib/query/use-debounced.ts'
import { useRefresh } from '#lib/query/use-refresh.ts'
import { useVpcChoice } from '#lib/query/use-vpc-choice.ts'
import type { VpcChoice } from '#lib/query/vpc-choice.ts'
import type { Page } from '#lib/schema/page.ts'
import { filterRows } from './eni-filter.ts'
import { rowOf, type EniRow } from './eni-row.ts'
import { formatSort, type EniSort } from './eni-sort.ts'

export type ListFilter = { q: string; subnet: string; state: string; sort: EniSort }

/** Every row of a filter, and the parts of the inventory whose rows are not among them, or old. */
export type AllRows = { rows: readonly EniRow[]; missing: EniList['missing'] }

/** What the list shows, wherever its rows were filtered. */
export type EniList = {
  rows: readonly EniRow[]
  /** How many there are before the filter, where that is known. */
  total: number | undefined
  /** How many match. */
  matching: number
  /** False while pages are still to come, or parts did not answer: then a count is a lower bound. */
  complete: boolean
  pending: boolean
  /** The rows are the answer to an earlier question, and stay until those asked for now are here. */
  isOld: boolean
  error: Error | null
  observedAt: string | undefined
  missing: NonNullable<Page<never>['missing']>
  /** Set where there are more rows to ask for. */
  loadMore: (() => void) | undefined
  loadingMore: boolean
  byServer: boolean
  /** Every matching row, for an export: read to the end by the server's pages where the browser has only some. */
  allRows: () => Promise<AllRows>
}

const nothing: EniList['missing'] = []
const asked = (text: string): string | undefined => (text === '' ? undefined : text)

/** One VPC: held whole in the browser, filtered between two keystrokes. */
function useWholeVpc(choice: VpcChoice, filter: ListFilter, paused: boolean): { list: EniList; tooMany: boolean } {
  const enabled = choice.account !== '' && choice.region !== '' && choice.vpc !== ''
  const options = vpcEnisQuery(choice)
  const { data, error, isPending } = useQuery({ ...options, ...pausable(options, paused), enabled })
  const q = useDeferredValue(filter.q)
  const items = useDeferredValue(data?.items)
  const { key, descending } = filter.sort
  const sorted = useMemo(() => sortEnis((items ?? []).map(rowOf), { key, descending }), [items, key, descending])
  const rows = useMemo(
    () => filterRows(sorted, { q, subnet: filter.subnet, state: filter.state }),
    [sorted, q, filter.subnet, filter.state],
  )
  const missing = data?.missing ?? nothing
  // Rows are drawn a moment after they have come: until all are, their number is not that of the list.
  const isWhole = data !== undefined && data.complete && items !== undefined && items.length >= data.items.length
  const complete = isWhole && missing.length === 0
  return {
    list: {
      rows,
      total: data?.total,
      matching: rows.length,
      complete,
      // Until the first are drawn nothing is known to be empty.
      pending: isPending || (data !== undefined && items === undefined),
      isOld: false,
      error,
      observedAt: data?.observedAt,
      missing,
      loadMore: undefined,
      loadingMore: data !== undefined && !isWhole && error === null,
      byServer: false,
      allRows: async () => ({ rows, missing }),
    },
    // Without a whole scope (a link typed by hand) the server is asked, which finds the VPC by its id alone.
    tooMany: !enabled || data?.tooMany === true,
  }
}

/** Everything else: filtered, sorted and paged by the server. */
function useServerList(choice: VpcChoice, filter: ListFilter, enabled: boolean, paused: boolean): EniList {
  const words = filter.q.trim()
  const q = useSettledWords(words)
  const query: EniListFilter = {
    account: asked(choice.account),
    region: asked(choice.region),
    vpc: asked(choice.vpc),
    subnet: asked(filter.subnet),
    state: asked(filter.state),
    q: asked(q),
    sort: formatSort(filter.sort),
  }
  const options = eniListQuery(query)
  const { data, error, isPending, isPlaceholderData, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    ...options,
    ...pausable(options, paused),
    enabled,
    // Other words, same table: the old rows stay until the new ones are here.
    placeholderData: keepPreviousData,
  })
  // Drawn when there is time, so that a key pressed meanwhile goes first.
  const pages = useDeferredValue(data?.pages)
  const rows = useMemo(() => {
    const seen = new Set<string>()
    return (pages ?? []).flatMap((page) => page.items.map(rowOf)).filter((row) => !seen.has(row.key) && seen.add(row.key))
  }, [pages])
  const first = pages?.[0]
  const missing = first?.missing ?? nothing
  const filtered = q !== '' || filter.subnet !== '' || filter.state !== ''
  const matching = pages?.at(-1)?.total ?? 0
  return {
    rows,
    total: filtered ? undefined : matching,
    matching,
    complete: first !== undefined && missing.length === 0,
    pending: isPending || (data !== undefined && pages === undefined),
    isOld: isPlaceholderData || q !== words,
    error,
    observedAt: first?.observedAt,
    missing,
    loadMore: hasNextPage ? () => void fetchNextPage() : undefined,
    loadingMore: isFetchingNextPage,
    byServer: true,
    allRows: async () => {
      const { items, missing: lacking = nothing } = await readAllEnis(query)
      return { rows: items.map(rowOf), missing: lacking }
    },
  }
}

/** The rows for the choice and filter in the URL, kept fresh, with their refresh and pause. */
export function useEniList(filter: ListFilter) {
  const client = useQueryClient()
  const [choice, choose] = useVpcChoice()
  const [paused, setPaused] = useState(false)
  const whole = useWholeVpc(choice, filter, paused)
  const served = useServerList(choice, filter, whole.tooMany, paused)
  const list = whole.tooMany ? served : whole.list
  return { list, choice, choose, paused, setPaused, ...useRefresh(() => refreshEniLists(client, choice)) }
}
