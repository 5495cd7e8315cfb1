'use client'
import { debounce, parseAsString, throttle, useQueryStates } from 'nuqs'
import { useCallback } from 'react'
import { formatSort, parseSort, type EniSort, sortKeys } from './eni-sort.ts'

const inUrl = {
  q: parseAsString.withDefault(''),
  subnet: parseAsString.withDefault(''),
  state: parseAsString.withDefault(''),
  sort: parseAsString.withDefault('name'),
}

/** What the list is filtered and sorted by: the URL holds it, so that a link, a reload and Back show the same rows. */
export function useListUrl() {
  const [{ q, subnet, state, sort }, set] = useQueryStates(inUrl)
  /** Puts what was typed into the URL now, because an update during a navigation would call it off. Gives the words. */
  const settle = useCallback(async () => {
    const query = await set((now) => ({ q: now.q }), { history: 'replace', limitUrlUpdates: throttle(50) })
    return query.get('q')?.trim() ?? ''
  }, [set])
  return {
    q,
    subnet,
    state,
    sort: parseSort(sort),
    // Typing replaces the entry, choosing makes one: Back then undoes a choice and not a letter.
    setQ: (next: string) => void set({ q: next }, { history: 'replace', limitUrlUpdates: debounce(200) }),
    settle,
    setSubnet: (next: string) => void set({ subnet: next }, { history: 'push' }),
    setState: (next: string) => void set({ state: next }, { history: 'push' }),
    setSort: (next: EniSort) => void set({ sort: formatSort(next) }, { history: 'replace' }),
    clear: () => void set({ q: '', subnet: '', state: '' }, { history: 'push' }),
  }
}

/** A heading of the table asks for another order by its column id. */
export const sortOf = (id: string, descending: boolean): EniSort => ({ key: sortKeys.find((key) => key === id) ?? 'name', descending })
