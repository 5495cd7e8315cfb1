'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { preferencesQuery, savePreferences } from '#lib/query/preferences.ts'
import { useSession } from '#lib/query/use-session.ts'
import { applyPreferences, onChosen } from './preference-actions.ts'

/** Keeps the choices of whoever is signed in with their account, and puts them into effect in a browser that has others. */
export function useAccountPreferences(): void {
  const client = useQueryClient()
  const router = useRouter()
  const signedIn = useSession() !== undefined
  const { data } = useQuery({ ...preferencesQuery(), enabled: signedIn })
  useEffect(() => {
    // The language and the zone are drawn by the server.
    if (data !== undefined && applyPreferences(data)) router.refresh()
  }, [data, router])
  useEffect(() => {
    if (!signedIn) return undefined
    return onChosen((change) => {
      savePreferences(change)
        .then((all) => client.setQueryData(preferencesQuery().queryKey, all))
        // This browser has it in its cookies; the next choice is saved again.
        .catch(() => undefined)
    })
  }, [client, signedIn])
}
