import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { apiPaths } from '#lib/paths.ts'
import { accountInfo, accountTest } from '#lib/schema/account.ts'
import { apiGet, apiPost } from './api.ts'

const accounts = z.object({ items: z.array(accountInfo) })

/** The configured accounts with their regions: these change with a restart only, the ages of what was read all the time. */
export const accountListQuery = () =>
  queryOptions({
    queryKey: ['account', 'list'],
    queryFn: ({ signal }) => apiGet(accounts, apiPaths.accounts(), { signal }),
    staleTime: 30_000,
  })

/** Lets the server sign a harmless read per region of the account. Throws ApiError. */
export const testAccount = (name: string) => apiPost(accountTest, apiPaths.accountTest(name), {})
