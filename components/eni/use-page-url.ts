'use client'
import { useSearchParams } from 'next/navigation'
import { parseAsInteger, useQueryState } from 'nuqs'
import { useCallback } from 'react'
import { paths } from '#lib/paths.ts'
import { useKeptUrl } from '#lib/query/use-kept-url.ts'

/** The page of the list in the URL; none where the list is not read in pages, and at its first page. Other rows begin with the first. */
export function usePageUrl() {
  const [url, set] = useQueryState('page', parseAsInteger)
  const { page } = useKeptUrl(paths.enis(), { page: url })
  const search = useSearchParams()
  return {
    page: page ?? undefined,
    hrefOf: (next: number): string => paths.enis({ ...Object.fromEntries(search), page: String(next) }),
    setPage: (next: number | undefined) => void set(next ?? null, { history: 'push' }),
    /** A change of the rows that makes no entry of its own, or makes one in the same moment. */
    toFirst: useCallback(() => {
      if (page !== null) void set(null, { history: 'replace' })
    }, [page, set]),
  }
}
