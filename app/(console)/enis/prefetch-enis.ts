import 'server-only'
import type { QueryClient } from '@tanstack/react-query'
import { withinFirstByte } from '#app/prefetch.ts'
import { formatSort, parseSort } from '#components/eni/eni-sort.ts'
import { makeQueryClient } from '#lib/query/client.ts'
import { eniListPageRows, eniListQuery, type EniListFilter } from '#lib/query/eni.ts'
import { vpcEnisQuery } from '#lib/query/eni-vpc.ts'
import { everyPage } from '#lib/query/every-page.ts'
import { browserRowsMax, type VpcEnis } from '#lib/query/read-vpc.ts'
import { subnetListQuery } from '#lib/query/subnet.ts'
import { vpcListQuery } from '#lib/query/vpc.ts'
import { pageLimitMax } from '#lib/schema/page.ts'
import type { Actor } from '#lib/schema/role.ts'
import { partsFor } from '#lib/server/parts-for.ts'

type SearchParams = Record<string, string | string[] | undefined>

const one = (query: SearchParams, name: string): string | undefined => {
  const value = query[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** What the list shows first, read without HTTP under the very keys that the screen uses. */
export async function prefetchEnis(actor: Actor, query: SearchParams): Promise<QueryClient> {
  const { inventory } = partsFor(actor)
  const client = makeQueryClient()
  const account = one(query, 'account')
  const region = one(query, 'region')
  const vpc = one(query, 'vpc')
  const vpcs = client.prefetchQuery({
    ...vpcListQuery(),
    queryFn: () => everyPage((cursor) => inventory.vpcs({ limit: pageLimitMax, cursor })),
  })
  if (account === undefined || region === undefined || vpc === undefined) {
    const filter: EniListFilter = {
      account,
      region,
      vpc,
      subnet: one(query, 'subnet'),
      state: one(query, 'state'),
      q: one(query, 'q')?.trim(),
      sort: formatSort(parseSort(one(query, 'sort') ?? '')),
    }
    await withinFirstByte([
      vpcs,
      client.prefetchInfiniteQuery({ ...eniListQuery(filter), queryFn: () => inventory.enis({ ...filter, limit: eniListPageRows }) }),
    ])
    return client
  }
  const scope = { account, region, vpc }
  const firstPage = async () => {
    const page = await inventory.enis({ ...scope, limit: eniListPageRows })
    const complete = page.nextCursor === undefined
    const known: VpcEnis = {
      items: page.items,
      total: page.total,
      observedAt: page.observedAt,
      complete,
      tooMany: page.total > browserRowsMax,
      missing: page.missing,
    }
    // Only a beginning is given the age of something old, so that the browser goes on at once.
    client.setQueryData(vpcEnisQuery(scope).queryKey, known, complete ? {} : { updatedAt: 1 })
  }
  await withinFirstByte([
    vpcs,
    firstPage(),
    client.prefetchQuery({
      ...subnetListQuery(scope),
      queryFn: () => everyPage((cursor) => inventory.subnets({ ...scope, limit: pageLimitMax, cursor })),
    }),
  ])
  return client
}
