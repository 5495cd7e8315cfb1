import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query'
import { apiPaths } from '#lib/paths.ts'
import { isEnded, operation, type Operation, type ResolutionBody } from '#lib/schema/operation.ts'
import { page } from '#lib/schema/page.ts'
import { apiGet, apiPost } from './api.ts'
import { isTransient } from './api-error.ts'
import { listIntervalMs, looksSinceTouched, noteTouched, pollIntervalMs } from './poll-interval.ts'

const operationPage = page(operation)

/** What a list of operations is narrowed by. `open`: only those that have not ended. Times are ISO 8601. */
export type OperationFilter = {
  eni?: string
  kind?: string
  state?: string
  actor?: string
  from?: string
  to?: string
  q?: string
  open?: boolean
  limit?: number
}

export const operationKeys = {
  all: ['operation'] as const,
  one: (id: string) => ['operation', 'one', id] as const,
  lists: () => ['operation', 'list'] as const,
  list: (filter: OperationFilter) => ['operation', 'list', filter] as const,
  openCount: () => ['operation', 'open-count'] as const,
}

/** One operation, looked at until it ends. An unchanged look is answered 304 and changes nothing on the screen. */
export const operationQuery = (id: string) =>
  queryOptions({
    queryKey: operationKeys.one(id),
    queryFn: ({ signal }) => apiGet(operation, apiPaths.operation(id), { signal }),
    refetchInterval: ({ state }) =>
      state.data && isEnded(state.data.state)
        ? false
        : pollIntervalMs(looksSinceTouched(id, state.dataUpdateCount), state.fetchFailureCount),
    refetchOnWindowFocus: ({ state }) => (state.data && isEnded(state.data.state) ? false : 'always'),
    // Looks are frequent already; a repeat within one would only delay the next.
    retry: (failures, error) => failures < 1 && isTransient(error),
  })

/** How many operations a page of a list has, unless it is asked for another number. */
export const operationPageRows = 50

const asQuery = ({ open, ...rest }: Omit<OperationFilter, 'limit'>) => ({ ...rest, open: open ? '1' : undefined })
const listPath = ({ limit = operationPageRows, ...filter }: OperationFilter, cursor?: string) =>
  apiPaths.operations({ ...asQuery(filter), limit, cursor })
/** All that match, as a file. */
export const operationsExportPath = (filter: Omit<OperationFilter, 'limit'>): string => apiPaths.operationsExport(asQuery(filter))

/** A list of operations, newest first, page by page. Looks every 2 s while something runs, else every 30 s. */
export const operationsQuery = (filter: OperationFilter = {}) =>
  infiniteQueryOptions({
    queryKey: operationKeys.list(filter),
    queryFn: ({ pageParam, signal }) => apiGet(operationPage, listPath(filter, pageParam || undefined), { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    refetchInterval: ({ state }) =>
      listIntervalMs(state.data?.pages.flatMap(({ items }) => items.map((item) => item.state)) ?? [], state.fetchFailureCount),
    refetchOnWindowFocus: 'always',
  })

/** How many operations have not ended, and how many of those wait for a person: the number beside the navigation's entry. */
export type OpenOperations = { open: number; attention: number }
export const openOperationCount = () =>
  queryOptions({
    queryKey: operationKeys.openCount(),
    queryFn: async ({ signal }): Promise<OpenOperations> => {
      const total = async (filter: { open: '1' } | { state: 'needs_attention' }) =>
        (await apiGet(operationPage, apiPaths.operations({ ...filter, limit: 1 }), { signal })).total
      const open = await total({ open: '1' })
      return { open, attention: open === 0 ? 0 : await total({ state: 'needs_attention' }) }
    },
    refetchInterval: ({ state }) => ((state.data?.open ?? 0) > 0 ? 5_000 : 30_000),
  })

/** Asks for a decision about an operation that needs one. The answer is the operation as it is then. */
export const resolveOperation = (id: string, body: ResolutionBody) => apiPost(operation, apiPaths.resolution(id), body)

/** An operation has begun, changed by a person's hand, or ended: put it in its place and have every list look again. */
export async function noteOperation(client: QueryClient, changed: Operation): Promise<void> {
  const { queryKey } = operationQuery(changed.id)
  noteTouched(changed.id, (client.getQueryState(queryKey)?.dataUpdateCount ?? 0) + 1)
  client.setQueryData(queryKey, changed)
  await Promise.all([
    client.invalidateQueries({ queryKey: operationKeys.lists() }),
    client.invalidateQueries({ queryKey: operationKeys.openCount() }),
    // It tells what is being done with an address.
    client.invalidateQueries({ queryKey: ['search'] }),
  ])
}
