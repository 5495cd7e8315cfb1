import { queryOptions } from '@tanstack/react-query'
import { apiPaths } from '#lib/paths.ts'
import { page, pageLimitMax } from '#lib/schema/page.ts'
import { vpc } from '#lib/schema/vpc.ts'
import { apiGet } from './api.ts'
import { everyPage } from './every-page.ts'
import { listPollMs, pollAfter } from './interval.ts'

const vpcPage = page(vpc)

/** Every VPC of every configured account and region. `missing` names the regions that did not answer. */
export const vpcListQuery = () =>
  queryOptions({
    queryKey: ['vpc', 'list'],
    queryFn: ({ signal }) => everyPage((cursor) => apiGet(vpcPage, apiPaths.vpcs({ limit: pageLimitMax, cursor }), { signal })),
    staleTime: 60_000,
    // What did not answer in time is asked for again until it has come.
    refetchInterval: ({ state }) =>
      state.data?.missing?.length ? pollAfter(listPollMs(state.data.missing), state.fetchFailureCount) : false,
  })
