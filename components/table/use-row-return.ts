'use client'
import { useEffect, useEffectEvent } from 'react'
import type { RefObject } from 'react'
import { historyEntry } from '#components/ui/history-entry.ts'

type Box = RefObject<HTMLElement | null>
type Left = { key: string; top: number }

/** Where a table was left, by the place in the history it was left at. As long as this tab does not reload. */
const left = new Map<string, Left>()

/** Remembers the row that has become the active one, and how far its box is scrolled. */
export const rememberRow = (box: Box, key: string): void => {
  const entry = historyEntry()
  if (entry !== undefined) left.set(entry, { key, top: box.current?.scrollTop ?? 0 })
}

/** Going back to a table leads to the row it was left at, with the rows scrolled as they were: `onReturn` has to focus it. */
export const useRowReturn = (box: Box, onReturn: (key: string) => void): void => {
  const back = useEffectEvent(onReturn)
  useEffect(() => {
    const element = box.current
    const entry = historyEntry()
    const found = entry === undefined ? undefined : left.get(entry)
    // Who is about something else by now stays there: rows come back after a filter that left none, too. A heading has the focus for want
    // of anything.
    if (found !== undefined && document.querySelector('main :focus:not(h1)') === null) {
      element?.scrollTo({ top: found.top, behavior: 'instant' })
      back(found.key)
    }
    const scrolled = () => {
      const here = entry === undefined ? undefined : left.get(entry)
      if (here !== undefined && element !== null) here.top = element.scrollTop
    }
    element?.addEventListener('scroll', scrolled, { passive: true })
    return () => element?.removeEventListener('scroll', scrolled)
  }, [box])
}
