import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { apiPaths } from '#lib/paths.ts'
import { changePreflight } from '#lib/schema/change.ts'
import type { MoveBody, MovePreflightBody } from '#lib/schema/move.ts'
import { operation } from '#lib/schema/operation.ts'
import type { Scope } from '#lib/schema/scope.ts'
import { apiPost } from './api.ts'

/** What the server knows about a move before it is sent, also before its target is chosen. */
export const movePreflightQuery = (eniId: string, { account, region }: Scope, body: MovePreflightBody) =>
  queryOptions({
    queryKey: ['move', 'preflight', account, region, eniId, body] as const,
    queryFn: ({ signal }) => apiPost(changePreflight, apiPaths.movePreflight(eniId, { account, region }), body, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    gcTime: 60_000,
  })

/** Asks for the move; under one `idempotencyKey` it is one operation. Throws ApiError. */
export const move = (eniId: string, { account, region }: Scope, body: MoveBody, idempotencyKey: string) =>
  apiPost(operation, apiPaths.move(eniId, { account, region }), body, { idempotencyKey })
