import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { apiPaths } from '#lib/paths.ts'
import { changePreflight } from '#lib/schema/change.ts'
import { operation } from '#lib/schema/operation.ts'
import type { ReleaseBody } from '#lib/schema/release.ts'
import type { Scope } from '#lib/schema/scope.ts'
import { apiPost } from './api.ts'

/** What the server knows about a release before it is sent; while the answer is awaited the last one stays. */
export const releasePreflightQuery = (eniId: string, { account, region }: Scope, body: ReleaseBody) =>
  queryOptions({
    queryKey: ['release', 'preflight', account, region, eniId, body] as const,
    queryFn: ({ signal }) => apiPost(changePreflight, apiPaths.releasePreflight(eniId, { account, region }), body, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    gcTime: 60_000,
  })

/** Asks for the release; under one `idempotencyKey` it is one operation. Throws ApiError. */
export const release = (eniId: string, { account, region }: Scope, body: ReleaseBody, idempotencyKey: string) =>
  apiPost(operation, apiPaths.release(eniId, { account, region }), body, { idempotencyKey })
