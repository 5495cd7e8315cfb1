'use client'
import { useSyncExternalStore } from 'react'
import { isSessionEnded, onSessionEnded } from './session-ended.ts'

/** True from the first answer `unauthenticated` on until somebody has signed in again. */
export const useSessionEnded = (): boolean => useSyncExternalStore(onSessionEnded, isSessionEnded, () => false)
