'use client'
import { useSyncExternalStore } from 'react'

const subscribe = (wake: () => void) => {
  window.addEventListener('online', wake)
  window.addEventListener('offline', wake)
  return () => {
    window.removeEventListener('online', wake)
    window.removeEventListener('offline', wake)
  }
}

/** True while the browser knows that it has no network. Forms give it as the reason why they cannot send. */
export const useOffline = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => !navigator.onLine,
    () => false,
  )
