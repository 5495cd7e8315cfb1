import { queryOptions } from '@tanstack/react-query'
import { apiPaths } from '#lib/paths.ts'
import { page, pageLimitMax } from '#lib/schema/page.ts'
import { subnet } from '#lib/schema/subnet.ts'
import { apiGet } from './api.ts'
import { everyPage } from './every-page.ts'
import { listPollMs, pollAfter } from './interval.ts'

const subnetPage = page(subnet)

export type SubnetFilter = { account?: string; region?: string; vpc?: string }

/** The subnets of one VPC, or of everything that the filter leaves. */
export const subnetListQuery = ({ account, region, vpc }: SubnetFilter) =>
  queryOptions({
    queryKey: ['subnet', 'list', { account, region, vpc }],
    queryFn: ({ signal }) =>
      everyPage((cursor) => apiGet(subnetPage, apiPaths.subnets({ account, region, vpc, limit: pageLimitMax, cursor }), { signal })),
    staleTime: 60_000,
    // What did not answer in time is asked for again until it has come.
    refetchInterval: ({ state }) =>
      state.data?.missing?.length ? pollAfter(listPollMs(state.data.missing), state.fetchFailureCount) : false,
  })
