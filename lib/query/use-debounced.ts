'use client'
import { useEffect, useState } from 'react'

/** `value` as it was when it last stood still for `ms`: a request per pause, not per letter. */
export function useDebounced<T>(value: T, ms: number): T {
  const [still, setStill] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setStill(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return still
}

/** The words of a search box as they are asked for: those after a pause in the typing, but none at once, because that is a choice. */
export function useSettledWords(words: string): string {
  const still = useDebounced(words, 250)
  return words === '' ? '' : still
}
