import { MutationCache, QueryClient } from '@tanstack/react-query'
import { ApiError, isSignedOut, isTransient } from './api-error.ts'
import { askForSignIn } from './session-ended.ts'

/**
 * Defaults of every query. Data stays as it was while a newer answer is fetched or fails; nothing is fetched in a hidden tab
 * and everything once on return; only what may be gone the next time is asked for again. Writes are never repeated by the
 * client: whether a repeat is safe is the server's journal's to know. One that nobody is signed in for asks for a sign-in each time; what
 * is only read goes on asking by itself, and must not bring back a question that was put off.
 */
export const makeQueryClient = (): QueryClient =>
  new QueryClient({
    mutationCache: new MutationCache({
      onError: (error) => {
        if (isSignedOut(error)) askForSignIn()
      },
    }),
    defaultOptions: {
      queries: {
        // The server may be on this very machine: a laptop without a network must not wait for one.
        networkMode: 'always',
        // Above 0, so that what the server has prefetched is not fetched again on arrival.
        staleTime: 5_000,
        gcTime: 10 * 60_000,
        retry: (failures, error) => failures < 2 && isTransient(error),
        retryDelay: (attempt, error) =>
          error instanceof ApiError && error.retryAfterSeconds !== undefined ? error.retryAfterSeconds * 1000 : 1000 * 2 ** attempt,
        refetchOnWindowFocus: true,
        refetchOnReconnect: true,
        refetchIntervalInBackground: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })

let browserClient: QueryClient | undefined

/** One client per tab; on the server a new one per request, so that no two people share an answer. */
export const getQueryClient = (): QueryClient => {
  if (typeof window === 'undefined') return makeQueryClient()
  browserClient ??= makeQueryClient()
  return browserClient
}
