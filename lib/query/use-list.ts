'use client'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import type { InfiniteData, QueryKey, UseInfiniteQueryOptions } from '@tanstack/react-query'
import { useState } from 'react'
import type { Page } from '#lib/schema/page.ts'
import { pausable } from './pausable.ts'
import { serverTimeOf } from './server-clock.ts'
import { useRefresh } from './use-refresh.ts'

type ListOptions<Item, Key extends QueryKey> = UseInfiniteQueryOptions<Page<Item>, Error, InfiniteData<Page<Item>>, Key, string>

/** A list that is read page by page, as a screen shows it. */
export type List<Item> = ReturnType<typeof useList<Item, QueryKey>>

/**
 * Reads a list and keeps it fresh. When something else is asked for (`options` with another key) the rows stay until those are here:
 * `isOld` until then, so that nobody takes them for the answer.
 */
export function useList<Item, Key extends QueryKey>(options: ListOptions<Item, Key>) {
  const [paused, setPaused] = useState(false)
  const query = useInfiniteQuery({ ...options, ...pausable(options, paused), placeholderData: keepPreviousData })
  const { data, dataUpdatedAt, isPlaceholderData, refetch } = query
  return {
    query,
    items: data?.pages.flatMap((page) => page.items),
    total: data?.pages[0]?.total,
    /**
     * When the answer was last read, ISO 8601 on the server's clock; undefined until there is one. Not `observedAt`: of an answer that has
     * not changed (304) that stays what it was.
     */
    readAt: dataUpdatedAt === 0 ? undefined : serverTimeOf(dataUpdatedAt),
    isOld: isPlaceholderData,
    paused,
    setPaused,
    ...useRefresh(() => refetch()),
  }
}
