import { urlTime } from '#components/form/field-time.ts'
import type { OperationFilter } from '#lib/query/operation.ts'
import { operationKinds } from '#lib/schema/operation.ts'

/** What stands in the URL, by the names it has in that of the audit log. `mine`: by whoever reads, instead of `who`. */
export const listParams = ['state', 'kind', 'from', 'to', 'who', 'mine', 'q'] as const
export type ListParams = Record<(typeof listParams)[number], string>
export const noParams: ListParams = { state: '', kind: '', from: '', to: '', who: '', mine: '', q: '' }

export const stateFilters = ['open', 'needs_attention', 'failed', 'succeeded'] as const
/** What is asked for by each of them. */
const asked: Record<(typeof stateFilters)[number], OperationFilter> = {
  open: { open: true },
  needs_attention: { state: 'needs_attention' },
  failed: { state: 'failed,partial' },
  succeeded: { state: 'succeeded' },
}

/** The one of these that a text of the URL says; undefined, which is all of them, for anything else. */
export const choiceOf = <T extends string>(choices: readonly T[], text: string): T | undefined => choices.find((choice) => choice === text)

/**
 * The list's question to the server; `me` is the id of who reads. What is empty or cannot be read is left out, so that the same list is
 * one entry in the cache.
 */
export function listFilter(params: ListParams, me: string | undefined): OperationFilter {
  const state = choiceOf(stateFilters, params.state)
  const filter = {
    ...(state === undefined ? {} : asked[state]),
    kind: choiceOf(operationKinds, params.kind),
    from: urlTime(params.from),
    to: urlTime(params.to),
    actor: params.mine === '' ? params.who.trim() : me,
    q: params.q.trim(),
  }
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined && value !== ''))
}
