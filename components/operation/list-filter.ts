import type { OperationFilter } from '#lib/query/operation.ts'

export const stateFilters = ['all', 'open', 'needs_attention', 'failed', 'succeeded'] as const
export type StateFilter = (typeof stateFilters)[number]

/** What stands in the URL; anything else is all. */
export const parseStateFilter = (text: string): StateFilter => stateFilters.find((filter) => filter === text) ?? 'all'

/** The list's question to the server. Without a filter it is empty, so that the same list is one entry in the cache. */
export function listFilter(state: StateFilter, q: string): OperationFilter {
  const text = q.trim()
  return {
    ...(text === '' ? {} : { q: text }),
    ...(state === 'open' ? { open: true } : {}),
    ...(state === 'needs_attention' || state === 'succeeded' ? { state } : {}),
    ...(state === 'failed' ? { state: 'failed,partial' } : {}),
  }
}
