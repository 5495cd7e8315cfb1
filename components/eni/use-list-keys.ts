'use client'
import { useEffect, useEffectEvent, type RefObject } from 'react'
import { isPlainKey } from './plain-key.ts'

function useKey(handle: (event: KeyboardEvent) => void): void {
  const press = useEffectEvent(handle)
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (isPlainKey(event)) press(event)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

/** `/` goes to the filter. */
export const useSlashKey = (input: RefObject<HTMLInputElement | null>): void =>
  useKey((event) => {
    if (event.key !== '/') return
    event.preventDefault()
    input.current?.focus()
    input.current?.select()
  })

/** `r` refreshes the list. */
export const useRefreshKey = (refresh: () => void): void =>
  useKey((event) => {
    if (event.key === 'r') refresh()
  })
