'use client'
import { useEffect, useEffectEvent } from 'react'
import { isPlainKey } from './plain-key.ts'

/** `r` refreshes the list. */
export function useRefreshKey(refresh: () => void): void {
  const press = useEffectEvent(refresh)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'r' && isPlainKey(event)) press()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
