'use client'
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { eniDetailQuery, refreshEni } from '#lib/query/eni.ts'
import type { VpcEnis } from '#lib/query/read-vpc.ts'
import type { EniDetail } from '#lib/schema/eni.ts'

type ScopeParams = { account?: string; region?: string }

const isIn = (detail: EniDetail, eniId: string, { account, region }: ScopeParams): boolean =>
  detail.eni.eniId === eniId &&
  (account === undefined || detail.eni.account === account) &&
  (region === undefined || detail.eni.region === region)

/** The ENI as a list has it: its page then stands at once, and the rest of it follows. */
function fromList(client: QueryClient, eniId: string, scope: ScopeParams): EniDetail | undefined {
  for (const [, list] of client.getQueriesData<VpcEnis>({ queryKey: ['eni', 'vpc'] })) {
    const eni = list?.items.find((item) => item.eniId === eniId)
    if (list === undefined || eni === undefined) continue
    const detail = { eni, observedAt: list.observedAt }
    if (isIn(detail, eniId, scope)) return detail
  }
  return undefined
}

/** What the page of an ENI shows, kept fresh. `ip` is the address to mark (`?ip=`). `given`: where it is, if the URL is of something else. */
export function useEniDetail(eniId: string, given?: ScopeParams) {
  const client = useQueryClient()
  const search = useSearchParams()
  const scope: ScopeParams = given ?? { account: search.get('account') || undefined, region: search.get('region') || undefined }
  const [paused, setPaused] = useState(false)
  const [refreshing, setRefreshing] = useState(false)
  const options = eniDetailQuery(eniId, scope)
  // The server reads an ENI by its id alone (a layout does not see the query); it counts here if it is the one asked for.
  const unscoped = client.getQueryState<EniDetail>(eniDetailQuery(eniId).queryKey)
  const prefetched = unscoped?.data !== undefined && isIn(unscoped.data, eniId, scope) ? unscoped : undefined
  const query = useQuery({
    ...options,
    refetchInterval: paused ? false : options.refetchInterval,
    initialData: prefetched?.data,
    initialDataUpdatedAt: prefetched?.dataUpdatedAt,
    placeholderData: () => fromList(client, eniId, scope),
  })
  const refresh = async () => {
    setRefreshing(true)
    try {
      await refreshEni(client, eniId, scope)
    } catch {
      // The failure is in the query, and the page shows it there.
    } finally {
      setRefreshing(false)
    }
  }
  return { query, scope, ip: search.get('ip') || undefined, paused, setPaused, refreshing, refresh: () => void refresh() }
}
