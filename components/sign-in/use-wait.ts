'use client'
import { useEffect, useState } from 'react'
import { ApiError } from '#lib/query/api-error.ts'

/** Seconds left until the server will listen again, counted down; 0 when it may be asked now. */
export function useWait(error: unknown): number {
  const seconds = error instanceof ApiError && error.code === 'too_many_requests' ? (error.retryAfterSeconds ?? 1) : 0
  const [wait, setWait] = useState({ error, left: seconds })
  if (wait.error !== error) setWait({ error, left: seconds })
  useEffect(() => {
    if (seconds <= 0) return undefined
    // By the clock: in a tab that is not in view, timers come late.
    const until = Date.now() + seconds * 1000
    const timer = setInterval(() => {
      const left = Math.max(0, Math.ceil((until - Date.now()) / 1000))
      setWait({ error, left })
      if (left === 0) clearInterval(timer)
    }, 1000)
    return () => clearInterval(timer)
  }, [error, seconds])
  return wait.left
}
