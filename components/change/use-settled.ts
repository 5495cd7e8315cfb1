'use client'
import { useEffect, useState } from 'react'

/** Long enough for an answer of our own server: a question that then stands needs not move again. */
const waitMs = 400

/** True once `done` has been true, or enough time has gone by to say that it takes longer. */
export function useSettled(done: boolean): 'waiting' | 'late' | 'settled' {
  const [late, setLate] = useState(false)
  const [settled, setSettled] = useState(done)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), waitMs)
    return () => clearTimeout(timer)
  }, [])
  if (done && !settled) setSettled(true)
  if (done || settled) return 'settled'
  return late ? 'late' : 'waiting'
}
