'use client'
import { useEffect, useState } from 'react'
import { ApiError } from '#lib/query/api-error.ts'

/** Seconds left until the server will listen again, counted down; 0 when it may be asked now. */
export function useWait(error: unknown): number {
  const seconds = error instanceof ApiError && error.code === 'too_many_requests' ? (error.retryAfterSeconds ?? 1) : 0
  const [wait, setWait] = useState<{ error: unknown; left: number }>({ error, left: seconds })
  if (wait.error !== error) setWait({ error, left: seconds })
  const { left } = wait
  useEffect(() => {
    if (left <= 0) return undefined
    const timer = setTimeout(() => setWait((now) => ({ ...now, left: now.left - 1 })), 1000)
    return () => clearTimeout(timer)
  }, [left])
  return left
}
