'use client'
import { useSyncExternalStore } from 'react'
import { preferencesChanged } from './preference-actions.ts'

const subscribe = (wake: () => void) => {
  window.addEventListener(preferencesChanged, wake)
  return () => window.removeEventListener(preferencesChanged, wake)
}

/** A `data-*` attribute of the root element, where preferences are written; undefined on the server. */
export const useRootAttribute = (name: 'theme' | 'density' | 'tables' | 'shortcuts'): string | undefined =>
  useSyncExternalStore(
    subscribe,
    () => document.documentElement.dataset[name],
    () => undefined,
  )
