import { queryOptions } from '@tanstack/react-query'
import { z } from 'zod'
import { apiPaths } from '#lib/paths.ts'
import { accountInfo } from '#lib/schema/scope.ts'
import { apiGet } from './api.ts'

const accounts = z.object({ items: z.array(accountInfo) })

/** The configured accounts with their regions. They change with the settings only, that is with a restart. */
export const accountListQuery = () =>
  queryOptions({
    queryKey: ['account', 'list'],
    queryFn: ({ signal }) => apiGet(accounts, apiPaths.accounts(), { signal }),
    staleTime: 5 * 60_000,
  })
