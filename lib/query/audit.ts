import { infiniteQueryOptions } from '@tanstack/react-query'
import { apiPaths } from '#lib/paths.ts'
import { auditRow, type AuditFilter } from '#lib/schema/audit.ts'
import { page } from '#lib/schema/page.ts'
import { apiGet } from './api.ts'
import { pollAfter } from './interval.ts'

const auditPage = page(auditRow)

export const auditKeys = { list: (filter: AuditFilter) => ['audit', 'list', filter] as const }

/** How many rows a page of the log has. */
export const auditPageRows = 50

/**
 * The audit log, newest first, page by page. Looks for newer rows every 30 s as long as only the first page is shown: who reads on
 * into the past keeps what is on the screen.
 */
export const auditQuery = (filter: AuditFilter = {}) =>
  infiniteQueryOptions({
    queryKey: auditKeys.list(filter),
    queryFn: ({ pageParam, signal }) =>
      apiGet(auditPage, apiPaths.audit({ ...filter, limit: auditPageRows, cursor: pageParam || undefined }), { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 1) > 1 ? false : pollAfter(30_000, state.fetchFailureCount)),
  })
