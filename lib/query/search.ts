import { queryOptions } from '@tanstack/react-query'
import { apiPaths } from '#lib/paths.ts'
import { searchResult } from '#lib/schema/search.ts'
import { apiGet } from './api.ts'
import { pollAfter } from './interval.ts'
import { listIntervalMs } from './poll-interval.ts'

/** Who owns an exact IP, ENI, instance or MAC, and what was done with the address. `q` as normalised by the box, so that the same question is asked once. */
export const searchQuery = (q: string) =>
  queryOptions({
    queryKey: ['search', q],
    queryFn: ({ signal }) => apiGet(searchResult, apiPaths.search(q), { signal }),
    enabled: q !== '',
    staleTime: 10_000,
    refetchInterval: ({ state: { data, fetchFailureCount } }) =>
      data?.searched.some(({ error }) => error === 'loading')
        ? pollAfter(1_000, fetchFailureCount)
        : listIntervalMs(data?.past.flatMap(({ changes }) => changes.map((change) => change.state)) ?? [], fetchFailureCount),
  })
