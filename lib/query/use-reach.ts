'use client'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { apiPaths } from '#lib/paths.ts'
import { live } from '#lib/schema/health.ts'
import { apiGet } from './api.ts'
import { isUnreachable, onReach } from './reach.ts'

/** Asked while the server is out of reach, so that its return is seen at once and not with the next slow poll. */
const knockQuery = () =>
  queryOptions({
    queryKey: ['reach'],
    queryFn: ({ signal }) => apiGet(live, apiPaths.live(), { signal }),
    refetchInterval: 3_000,
    retry: false,
  })

/** True while the server does not answer this page. */
export function useUnreachable(): boolean {
  const unreachable = useSyncExternalStore(onReach, isUnreachable, () => false)
  useQuery({ ...knockQuery(), enabled: unreachable })
  return unreachable
}
