'use client'
import { parseAsString, useQueryStates } from 'nuqs'
import { useCallback, useMemo } from 'react'
import { paths } from '#lib/paths.ts'
import { useKeptUrl } from '#lib/query/use-kept-url.ts'
import { formatSort, parseSort, type EniSort, sortKeys } from './eni-sort.ts'
import { useListWords } from './use-list-words.ts'

const inUrl = {
  q: parseAsString.withDefault(''),
  subnet: parseAsString.withDefault(''),
  state: parseAsString.withDefault(''),
  sort: parseAsString.withDefault('name'),
}

/** What the list is filtered and sorted by: the URL holds it, so that a link, a reload and Back show the same rows. */
export function useListUrl() {
  const [url, set] = useQueryStates(inUrl)
  const { q, subnet, state, sort } = useKeptUrl(paths.enis(), url)
  // Typing replaces the entry, choosing makes one: Back then undoes a choice and not a letter.
  const { words, type, settle, drop } = useListWords(q)
  return {
    q: words,
    subnet,
    state,
    sort: useMemo(() => parseSort(sort), [sort]),
    setQ: type,
    settle,
    setSubnet: (next: string) => void set({ subnet: next }, { history: 'push' }),
    setState: (next: string) => void set({ state: next }, { history: 'push' }),
    setSort: useCallback((next: EniSort) => void set({ sort: formatSort(next) }, { history: 'replace' }), [set]),
    clear: () => {
      drop()
      void set({ q: '', subnet: '', state: '' }, { history: 'push' })
    },
  }
}

/** A heading of the table asks for another order by its column id. */
export const sortOf = (id: string, descending: boolean): EniSort => ({ key: sortKeys.find((key) => key === id) ?? 'name', descending })
