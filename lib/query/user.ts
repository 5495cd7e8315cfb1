import { infiniteQueryOptions } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import { apiPaths } from '#lib/paths.ts'
import { page } from '#lib/schema/page.ts'
import { done } from '#lib/schema/session.ts'
import { invitedUser, passwordLink, user, type newUserBody, type userBody } from '#lib/schema/user.ts'
import { apiGet, apiPatch, apiPost } from './api.ts'

const userPageRows = 50

/** Who may sign in, by name. `q` finds parts of names and addresses. */
export const userListQuery = (query: { q?: string } = {}) =>
  infiniteQueryOptions({
    queryKey: ['user', 'list', query],
    queryFn: ({ pageParam, signal }) =>
      apiGet(page(user), apiPaths.users({ ...query, limit: userPageRows, cursor: pageParam || undefined }), { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
  })

/** The answer's link is shown once. Throws ApiError `invalid` with `email: taken` or `username: taken`. */
export const createUser = (body: z.input<typeof newUserBody>) => apiPost(invitedUser, apiPaths.users(), body)
/** Throws ApiError `last_admin`, `invalid`. */
export const changeUser = (userId: string, body: z.input<typeof userBody>) => apiPatch(user, apiPaths.user(userId), body)
/** A new one-time link for choosing a password. */
export const linkUser = (userId: string) => apiPost(passwordLink, apiPaths.userLink(userId), {})
export const signOutUser = (userId: string) => apiPost(done, apiPaths.userSignOut(userId), {})
