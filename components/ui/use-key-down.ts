'use client'
import { useEffectEvent, useLayoutEffect } from 'react'

/**
 * Hears every key pressed on the page while the component is there; with `capture`, before anything on the page does. From the very
 * commit that shows the component: an ordinary effect comes a moment later, and a key pressed as soon as one sees the page was lost.
 */
export function useKeyDown(onKeyDown: (event: KeyboardEvent) => void, { capture = false } = {}): void {
  const press = useEffectEvent(onKeyDown)
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listen, capture)
    return () => document.removeEventListener('keydown', listen, capture)
  }, [capture])
}
