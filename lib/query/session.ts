import { queryOptions } from '@tanstack/react-query'
import { apiPaths } from '#lib/paths.ts'
import { done, ownSessions, session } from '#lib/schema/session.ts'
import { apiGet, apiPost } from './api.ts'

/** Who is signed in and what they may do. It changes with a sign-in, and with what an admin decides. */
export const sessionQuery = () =>
  queryOptions({
    queryKey: ['session'],
    queryFn: ({ signal }) => apiGet(session, apiPaths.session(), { signal }),
    staleTime: 60_000,
  })

/** One's own sessions. */
export const ownSessionsQuery = () =>
  queryOptions({
    queryKey: ['session', 'list'],
    queryFn: ({ signal }) => apiGet(ownSessions, apiPaths.sessions(), { signal }),
  })

export const signOut = () => apiPost(done, apiPaths.signOut(), {})
export const endSession = (sessionId: string) => apiPost(done, apiPaths.endSession(sessionId), {})
export const endOtherSessions = () => apiPost(done, apiPaths.endOtherSessions(), {})
