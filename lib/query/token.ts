import { infiniteQueryOptions } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import { apiPaths } from '#lib/paths.ts'
import { page } from '#lib/schema/page.ts'
import { newToken, token, type newTokenBody } from '#lib/schema/token.ts'
import { apiGet, apiPost } from './api.ts'

const tokenPageRows = 50

/** API tokens, newest first, revoked and ended ones too. */
export const tokenListQuery = (query: { q?: string } = {}) =>
  infiniteQueryOptions({
    queryKey: ['token', 'list', query],
    queryFn: ({ pageParam, signal }) =>
      apiGet(page(token), apiPaths.tokens({ ...query, limit: tokenPageRows, cursor: pageParam || undefined }), { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  })

/** `secret` of the answer is shown once and never again. Throws ApiError `invalid` with `expiresAt: bad_time`. */
export const createToken = (body: z.input<typeof newTokenBody>) => apiPost(newToken, apiPaths.tokens(), body)
export const revokeToken = (tokenId: string) => apiPost(token, apiPaths.revokeToken(tokenId), {})
