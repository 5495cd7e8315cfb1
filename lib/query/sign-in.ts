import { queryOptions } from '@tanstack/react-query'
import type * as z from 'zod/mini'
import { apiPaths } from '#lib/paths.ts'
import type { Role } from '#lib/schema/role.ts'
import { session } from '#lib/schema/session.ts'
import { oidcStart, setUpLink, signInWays, type setUpBody, type signInBody } from '#lib/schema/sign-in.ts'
import { apiGet, apiPost } from './api.ts'

/** Which ways in there are: a password always, the demo's buttons and single sign-on where they exist. */
export const signInWaysQuery = () =>
  queryOptions({ queryKey: ['sign-in'], queryFn: ({ signal }) => apiGet(signInWays, apiPaths.signIn(), { signal }) })

/** Throws ApiError `sign_in_failed`, `code_needed` (ask for the code and send all three again), `code_wrong`, `too_many_requests`. */
export const signIn = (body: z.input<typeof signInBody>) => apiPost(session, apiPaths.signIn(), body)
export const signInDemo = (role: Role) => apiPost(session, apiPaths.signInDemo(), { role })
/** The address of the provider's page, where the browser goes next. `next`: the path to come back to. */
export const startOidc = (next?: string) => apiPost(oidcStart, apiPaths.signInOidc(), { next })

/** What a one-time link is for; `secret` is what stands behind the `#` of its address. Throws ApiError `link_invalid`. */
export const setUpLinkQuery = (secret: string) =>
  queryOptions({
    queryKey: ['set-up', secret],
    queryFn: ({ signal }) => apiPost(setUpLink, apiPaths.setUpLink(), { secret }, { signal }),
    // Looked at once: the form must not be taken away from somebody who is filling it in.
    staleTime: Infinity,
  })
/** Uses the link up, and signs in. Throws ApiError `link_invalid`, `invalid`, `code_needed`, `code_wrong`, `too_many_requests`. */
export const setUp = (body: z.input<typeof setUpBody>) => apiPost(session, apiPaths.setUp(), body)
