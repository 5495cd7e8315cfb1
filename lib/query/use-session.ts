'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Session } from '#lib/schema/session.ts'
import { mayIn, type Action } from '#lib/schema/role.ts'
import { sessionQuery } from './session.ts'

/** Who is signed in: the page brings it along, and it is asked for anew from time to time. Undefined: nobody was when the page was made. */
export function useSession(): Session | undefined {
  const known = useQueryClient().getQueryData(sessionQuery().queryKey)
  return useQuery({ ...sessionQuery(), enabled: known !== undefined }).data
}

/** Whether whoever is signed in may do this in that account: the same words as the server's. Everyone may where nobody is asked who they are. */
export function useMay(): (action: Action, account: string) => boolean {
  const session = useSession()
  return (action, account) => session === undefined || mayIn(session.grants, action, account)
}
