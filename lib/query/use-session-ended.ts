'use client'
import { useSyncExternalStore } from 'react'
import { isSignedOut } from './api-error.ts'
import { onSignInCall, signInCall, type SignInCall } from './session-ended.ts'

/** What the page does about a session that has ended: from the first answer `unauthenticated` on until somebody has signed in again. */
export const useSessionEnded = (): SignInCall => useSyncExternalStore(onSignInCall, signInCall, () => 'none')

/** Whether what was refused because nobody was signed in can be sent now: somebody has signed in since. */
export const useSignedInSince = (error: unknown): boolean => {
  const call = useSessionEnded()
  return isSignedOut(error) && call === 'none'
}
