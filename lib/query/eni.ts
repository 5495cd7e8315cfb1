import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import { apiPaths } from '#lib/paths.ts'
import { eni, eniDetail, type Eni, type EniDetail } from '#lib/schema/eni.ts'
import { page, pageLimitMax } from '#lib/schema/page.ts'
import { apiGet } from './api.ts'
import { everyPage } from './every-page.ts'
import { listPollMs, pollAfter } from './interval.ts'

type ScopeParams = { account?: string; region?: string }

const eniPage = page(eni)
export type EniListFilter = ScopeParams & { vpc?: string; subnet?: string; state?: string; q?: string; sort?: string }

/** Rows of one page of the list that the server filters: about three screens. */
export const eniListPageRows = 100

/** One page of ENIs, at most 200. */
export const readEniPage = (filter: EniListFilter, cursor: string | undefined, signal?: AbortSignal, limit = pageLimitMax) =>
  apiGet(eniPage, apiPaths.enis({ ...filter, limit, cursor }), { signal })

/** Every ENI that matches, page after page. Throws ApiError. */
export const readAllEnis = (filter: EniListFilter) => everyPage((cursor) => readEniPage(filter, cursor))

/** ENIs filtered, sorted and paged by the server: for All VPCs, and for a VPC too large for the browser. */
export const eniListQuery = (filter: EniListFilter) =>
  infiniteQueryOptions({
    queryKey: ['eni', 'list', filter],
    queryFn: ({ pageParam, signal }) => readEniPage(filter, pageParam, signal, eniListPageRows),
    // The type of the first page's cursor: it has none.
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: ({ state }) => pollAfter(listPollMs(state.data?.pages[0]?.missing), state.fetchFailureCount),
  })

/**
 * The ENIs that an address of a subnet could be moved to: all of the VPC, so that those in other subnets can be found and refused,
 * or those of the subnet alone where the VPC has more than one page.
 */
export const moveTargetsQuery = ({ account, region, vpcId, subnetId }: Eni) =>
  queryOptions({
    queryKey: ['eni', 'move-targets', { account, region, vpcId, subnetId }] as const,
    queryFn: async ({ signal }) => {
      const first = await readEniPage({ account, region, vpc: vpcId }, undefined, signal)
      if (first.nextCursor === undefined) return first.items
      return (await readAllEnis({ account, region, vpc: vpcId, subnet: subnetId })).items
    },
    staleTime: 15_000,
  })

/** The ENIs of a subnet, for a choice among them. */
export const subnetEnisQuery = ({ account, region, vpcId, subnetId }: Pick<Eni, 'account' | 'region' | 'vpcId' | 'subnetId'>) =>
  queryOptions({
    queryKey: ['eni', 'subnet', { account, region, vpcId, subnetId }] as const,
    queryFn: async () => (await readAllEnis({ account, region, vpc: vpcId, subnet: subnetId })).items,
    staleTime: 15_000,
  })

const detailKey = (eniId: string, { account, region }: ScopeParams) => ['eni', 'detail', eniId, { account, region }] as const

const steadyStates: readonly string[] = ['available', 'inuse']
const isChanging = ({ eni: { state, privateIps } }: EniDetail): boolean =>
  !steadyStates.includes(state) || privateIps.some((address) => address.state !== undefined && address.state !== 'available')

/** How often an ENI is looked at, milliseconds (docs/api.md, polling): closely while an operation holds it. */
export const eniPollMs = (detail: EniDetail | undefined): number => {
  if (detail?.openOperationId !== undefined) return 2_000
  return detail !== undefined && isChanging(detail) ? 5_000 : 30_000
}

/** One ENI with its VPC and subnet. */
export const eniDetailQuery = (eniId: string, scope: ScopeParams = {}) =>
  queryOptions({
    queryKey: detailKey(eniId, scope),
    queryFn: ({ signal }) => apiGet(eniDetail, apiPaths.eni(eniId, { account: scope.account, region: scope.region }), { signal }),
    refetchInterval: ({ state }) => pollAfter(eniPollMs(state.data), state.fetchFailureCount),
  })

/** The same ENI read from the cloud now, past the server's snapshot: for the refresh button. Throws ApiError. */
export const refreshEni = async (client: QueryClient, eniId: string, scope: ScopeParams = {}): Promise<void> => {
  await client.cancelQueries({ queryKey: detailKey(eniId, scope) })
  await client.fetchQuery({
    ...eniDetailQuery(eniId, scope),
    queryFn: ({ signal }) => apiGet(eniDetail, apiPaths.eni(eniId, { ...scope, fresh: '1' }), { signal }),
    staleTime: 0,
  })
}

/** Has the server read a VPC, a region or everything anew from the cloud, then the lists from the server. Throws ApiError. */
export const refreshEniLists = async (client: QueryClient, { account, region, vpc }: EniListFilter): Promise<void> => {
  try {
    await apiGet(eniPage, apiPaths.enis({ account, region, vpc, limit: 1, fresh: '1' }))
  } finally {
    await Promise.all(['vpc', 'list'].map((kind) => client.invalidateQueries({ queryKey: ['eni', kind] })))
  }
}

/** An operation has changed addresses: whatever shows ENIs, subnets or search hits, or has judged a request, is out of date. */
export const refreshAddresses = (client: QueryClient): Promise<unknown> =>
  Promise.all(['eni', 'subnet', 'search', 'assign', 'release', 'move'].map((noun) => client.invalidateQueries({ queryKey: [noun] })))
