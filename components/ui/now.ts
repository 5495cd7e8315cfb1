'use client'
import { createContext, useContext, useSyncExternalStore } from 'react'

/** Milliseconds at which the server drew the page: hydration must see the same clock as the server did. */
export const RenderedAtContext = createContext(0)

let source = () => Date.now()

/** Ages are counted on the server's clock: the app passes a function that knows the difference. */
export const setNowSource = (now: () => number): void => {
  source = now
}

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let current = 0

const tick = () => {
  if (document.hidden) return
  current = source()
  for (const listener of listeners) listener()
}
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  if (timer === undefined) {
    timer = setInterval(tick, 1000)
    document.addEventListener('visibilitychange', tick)
  }
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
    document.removeEventListener('visibilitychange', tick)
    current = 0
  }
}

/**
 * The time now, epoch milliseconds, rounded down to `stepMs`, so that a component is drawn again only when its text can change.
 * One timer for the whole page; none in a hidden tab.
 */
export const useNow = (stepMs = 1000): number => {
  const renderedAt = useContext(RenderedAtContext)
  return useSyncExternalStore(
    subscribe,
    () => {
      if (current === 0) current = source()
      return Math.floor(current / stepMs) * stepMs
    },
    () => Math.floor(renderedAt / stepMs) * stepMs,
  )
}
