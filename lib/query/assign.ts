import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { apiPaths } from '#lib/paths.ts'
import { preflight, type AssignBodyInput, type PreflightBodyInput } from '#lib/schema/assign.ts'
import { operation } from '#lib/schema/operation.ts'
import type { Scope } from '#lib/schema/scope.ts'
import { apiPost } from './api.ts'

/**
 * What the server knows about a body before it is sent: a verdict per address, room, free addresses, the exact calls. Asked anew
 * for every other body; while the answer is awaited the last one stays, so that rows that have not changed keep their verdict.
 */
export const preflightQuery = (eniId: string, { account, region }: Scope, body: PreflightBodyInput) =>
  queryOptions({
    queryKey: ['assign', 'preflight', account, region, eniId, body] as const,
    queryFn: ({ signal }) => apiPost(preflight, apiPaths.preflight(eniId, { account, region }), body, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    gcTime: 60_000,
  })

/**
 * Asks for the assign. Under one `idempotencyKey` it is one operation however often it is asked for. The answer is the operation
 * as it is now, usually just queued. Throws ApiError.
 */
export const assign = (eniId: string, { account, region }: Scope, body: AssignBodyInput, idempotencyKey: string) =>
  apiPost(operation, apiPaths.assign(eniId, { account, region }), body, { idempotencyKey })
