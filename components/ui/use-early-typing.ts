'use client'
import { useEffect, useEffectEvent, type RefObject } from 'react'

/**
 * Takes over what a person typed into a field that the server drew, before the script was there: React leaves it in the field, but
 * its state does not know of it, so nothing would be searched for until the next key.
 */
export const useEarlyTyping = (field: RefObject<HTMLInputElement | null>, onTyped: (text: string) => void): void => {
  const typed = useEffectEvent(onTyped)
  useEffect(() => {
    const { current } = field
    if (current !== null && current.value !== current.defaultValue) typed(current.value)
  }, [field])
}
