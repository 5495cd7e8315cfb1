'use client'
import { useEffect } from 'react'

/** While `held`, the browser asks before a reload or a closed tab, in its own words. */
export function useBeforeUnload(held: boolean): void {
  useEffect(() => {
    if (!held) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [held])
}
