'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Session } from '#lib/schema/session.ts'
import { mayIn, roleNeeded, type Action, type Role } from '#lib/schema/role.ts'
import { sessionQuery } from './session.ts'

/** Who is signed in: the page brings it along, and it is asked for anew from time to time. Undefined: nobody was when the page was made. */
export function useSession(): Session | undefined {
  const known = useQueryClient().getQueryData(sessionQuery().queryKey)
  return useQuery({ ...sessionQuery(), enabled: known !== undefined }).data
}

/** The role that somebody would need for this in the account, if they may not do it; undefined if they may, or nobody is asked who they are. */
export function useMissingRole(action: Action, account: string): Role | undefined {
  const session = useSession()
  return session === undefined || mayIn(session.grants, action, account) ? undefined : roleNeeded(action)
}
