'use client'
import { useSyncExternalStore } from 'react'

type Priority = 'polite' | 'assertive'
type Spoken = Record<Priority, { text: string; n: number }>

/** At most one polite message in this time; the ones in between wait, and none is dropped. */
const gapMs = 3000
let spoken: Spoken = { polite: { text: '', n: 0 }, assertive: { text: '', n: 0 } }
const queue: string[] = []
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()

const say = (priority: Priority, text: string) => {
  spoken = { ...spoken, [priority]: { text, n: spoken[priority].n + 1 } }
  for (const listener of listeners) listener()
}
const next = () => {
  timer = undefined
  const text = queue.shift()
  if (text === undefined) return
  say('polite', text)
  timer = setTimeout(next, gapMs)
}

/**
 * Tells a screen reader. Polite by default: start and end of an operation, the number of results, "Copied". Assertive only for
 * the end of a session or lost work. A message that repeats the one still waiting is not said twice.
 */
export const announce = (text: string, priority: Priority = 'polite'): void => {
  if (priority === 'assertive') return say('assertive', text)
  if (queue.at(-1) !== text) queue.push(text)
  timer ??= setTimeout(next, 50)
}

export const useAnnounce = (): typeof announce => announce

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
const silent: Spoken = spoken

/** The two regions, once, at the root of the page and always in the DOM. A changed key makes a repeated text heard again. */
export const LiveRegion = () => {
  const now = useSyncExternalStore(
    subscribe,
    () => spoken,
    () => silent,
  )
  return (
    <>
      <output aria-live="polite" aria-atomic className="sr-only" data-live="polite">
        <span key={now.polite.n}>{now.polite.text}</span>
      </output>
      <div role="alert" aria-live="assertive" aria-atomic className="sr-only" data-live="assertive">
        <span key={now.assertive.n}>{now.assertive.text}</span>
      </div>
    </>
  )
}
