'use client'
import { useCallback, useMemo } from 'react'
import { paths } from '#lib/paths.ts'
import { useEnisUrl } from '#lib/query/use-enis-url.ts'
import { formatSort, parseSort, type EniSort, sortKeys } from './eni-sort.ts'
import { useListWords } from './use-list-words.ts'

/** What the list is filtered and sorted by, which page of it is shown, and which interface stands beside it. */
export function useListUrl() {
  const { url, set } = useEnisUrl()
  // Typing replaces the entry, choosing makes one: Back then undoes a choice and not a letter.
  const { words, type, settle, drop } = useListWords(url.q)
  const { page, ...rest } = url
  return {
    q: words,
    subnet: url.subnet,
    state: url.state,
    sort: useMemo(() => parseSort(url.sort), [url.sort]),
    /** None where the list is not read in pages, and at its first page, which words begin with that are not in the URL yet. */
    page: page === null || words !== url.q ? undefined : page,
    eni: url.eni,
    setQ: type,
    settle,
    setSubnet: (next: string) => void set({ subnet: next, page: null }, { history: 'push' }),
    setState: (next: string) => void set({ state: next, page: null }, { history: 'push' }),
    setSort: useCallback((next: EniSort) => void set({ sort: formatSort(next), page: null }, { history: 'replace' }), [set]),
    clear: () => {
      drop()
      void set({ q: '', subnet: '', state: '', page: null }, { history: 'push' })
    },
    hrefOf: (next: number): string => paths.enis({ ...rest, eni: rest.eni ?? undefined, page: String(next) }),
    setPage: (next: number) => void set({ page: next }, { history: 'push' }),
    leavePages: () => void set({ page: null }, { history: 'replace' }),
    setEni: useCallback((eniId: string | null, history: 'push' | 'replace') => void set({ eni: eniId }, { history }), [set]),
  }
}

/** A heading of the table asks for another order by its column id. */
export const sortOf = (id: string, descending: boolean): EniSort => ({ key: sortKeys.find((key) => key === id) ?? 'name', descending })
