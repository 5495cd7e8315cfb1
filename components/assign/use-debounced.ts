'use client'
import { useEffect, useState } from 'react'

/** `value` as it was when it last stood still for `ms`. Compare by content is the caller's: pass a string. */
export const useDebounced = (value: string, ms: number): string => {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [value, ms])
  return settled
}
