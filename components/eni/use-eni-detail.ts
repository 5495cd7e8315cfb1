'use client'
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { eniDetailQuery, refreshEni } from '#lib/query/eni.ts'
import { pausable } from '#lib/query/pausable.ts'
import type { VpcEnis } from '#lib/query/read-vpc.ts'
import { useRefresh } from '#lib/query/use-refresh.ts'
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

/**
 * What the page of an ENI shows, kept fresh. `ip` is the address to mark (`?ip=`). `given`: where it is, and whether it is kept
 * fresh, if the URL and the pause are of something else.
 */
export function useEniDetail(eniId: string, given?: { scope: ScopeParams; paused: boolean }) {
  const client = useQueryClient()
  const search = useSearchParams()
  const scope: ScopeParams = given?.scope ?? { account: search.get('account') || undefined, region: search.get('region') || undefined }
  const [own, setPaused] = useState(false)
  const paused = given?.paused ?? own
  const options = eniDetailQuery(eniId, scope)
  // The server reads an ENI by its id alone (a layout does not see the query); it counts here if it is the one asked for.
  const unscoped = client.getQueryState<EniDetail>(eniDetailQuery(eniId).queryKey)
  const prefetched = unscoped?.data !== undefined && isIn(unscoped.data, eniId, scope) ? unscoped : undefined
  const query = useQuery({
    ...options,
    ...pausable(options, paused),
    initialData: prefetched?.data,
    initialDataUpdatedAt: prefetched?.dataUpdatedAt,
    placeholderData: () => fromList(client, eniId, scope),
  })
  const { refreshing, refresh } = useRefresh(() => refreshEni(client, eniId, scope))
  return { query, scope, ip: search.get('ip') || undefined, paused, setPaused, refreshing, refresh }
}
