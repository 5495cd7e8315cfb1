import { queryOptions } from '@tanstack/react-query'
import { apiPaths } from '#lib/paths.ts'
import { page, pageLimitMax } from '#lib/schema/page.ts'
import { subnet } from '#lib/schema/subnet.ts'
import { apiGet } from './api.ts'
import { everyPage } from './every-page.ts'

const subnetPage = page(subnet)

export type SubnetFilter = { account?: string; region?: string; vpc?: string }

/** The subnets of one VPC, or of everything that the filter leaves. */
export const subnetListQuery = ({ account, region, vpc }: SubnetFilter) =>
  queryOptions({
    queryKey: ['subnet', 'list', { account, region, vpc }],
    queryFn: ({ signal }) =>
      everyPage((cursor) => apiGet(subnetPage, apiPaths.subnets({ account, region, vpc, limit: pageLimitMax, cursor }), { signal })),
    staleTime: 60_000,
  })
