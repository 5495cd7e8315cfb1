import { queryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import { apiPaths } from '#lib/paths.ts'
import { accountInfo, accountTest } from '#lib/schema/account.ts'
import { apiGet, apiPost } from './api.ts'
import { pollAfter } from './interval.ts'

const accounts = z.object({ items: z.array(accountInfo) })

/** The configured accounts with their regions: these change with a restart only, the ages of what was read all the time. */
export const accountListQuery = () =>
  queryOptions({
    queryKey: ['account', 'list'],
    queryFn: ({ signal }) => apiGet(accounts, apiPaths.accounts(), { signal }),
    staleTime: 30_000,
  })

export type SilentRegion = { account: string; region: string; since: string; observedAt: string | undefined }

/** The regions that do not answer. A glance every 15 s, which costs the server no question to the cloud; every 3 s while there are some. */
export const outageQuery = () =>
  queryOptions({
    ...accountListQuery(),
    select: ({ items }): SilentRegion[] =>
      items.flatMap(({ name, reads }) =>
        reads.flatMap(({ region, observedAt, outage }) =>
          outage === undefined ? [] : { account: name, region, since: outage.since, observedAt },
        ),
      ),
    refetchInterval: ({ state }) =>
      pollAfter(
        state.data?.items.some(({ reads }) => reads.some(({ outage }) => outage !== undefined)) ? 3_000 : 15_000,
        state.fetchFailureCount,
      ),
  })

/** Lets the server sign a harmless read per region of the account. Throws ApiError. */
export const testAccount = (name: string) => apiPost(accountTest, apiPaths.accountTest(name), {})
