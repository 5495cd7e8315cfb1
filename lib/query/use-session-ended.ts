'use client'
import { useSyncExternalStore } from 'react'
import { onSignInCall, signInCall, type SignInCall } from './session-ended.ts'

/** What the page does about a session that has ended: from the first answer `unauthenticated` on until somebody has signed in again. */
export const useSessionEnded = (): SignInCall => useSyncExternalStore(onSignInCall, signInCall, () => 'none')
