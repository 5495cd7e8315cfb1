'use client'
import type { ReactNode } from 'react'

export type ToastMessage = {
  title: ReactNode
  text?: ReactNode
  /** A link to where the same thing can always be found: a toast is never the only record. */
  link?: { href: string; label: string }
}

type Listener = (message: ToastMessage) => void
const waiting: ToastMessage[] = []
let listener: Listener | undefined
const wakers = new Set<() => void>()

/** Says that something was taken up, which is not yet that it has worked. An error belongs where it happened. */
export const toast = (message: ToastMessage): void => {
  if (listener !== undefined) return listener(message)
  waiting.push(message)
  for (const wake of wakers) wake()
}

/** The view takes over; what has come before it was loaded is shown now. */
export const takeToasts = (take: Listener): (() => void) => {
  listener = take
  for (const message of waiting.splice(0)) take(message)
  return () => {
    listener = undefined
  }
}
export const subscribeToFirstToast = (wake: () => void): (() => void) => {
  wakers.add(wake)
  return () => void wakers.delete(wake)
}
export const hasToasts = (): boolean => listener !== undefined || waiting.length > 0
