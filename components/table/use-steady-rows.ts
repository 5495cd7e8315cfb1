'use client'
import { useState, useSyncExternalStore, type RefObject } from 'react'
import { steadyRows } from './steady-rows.ts'

type Box = RefObject<HTMLElement | null>

/** Calls `onChange` when somebody comes to the list or leaves it. Returns how to stop that. */
const onUse = (box: Box, onChange: () => void): (() => void) => {
  const list = box.current
  // Where the focus goes to is known only after the event.
  const changed = () => void setTimeout(onChange, 0)
  const events = ['pointerenter', 'pointerleave', 'focusin', 'focusout'] as const
  for (const event of events) list?.addEventListener(event, changed)
  window.addEventListener('scroll', changed, { passive: true })
  return () => {
    for (const event of events) list?.removeEventListener(event, changed)
    window.removeEventListener('scroll', changed)
  }
}

/** Somebody points at it, has the focus in it, or has scrolled into it. */
const useIsInUse = (box: Box): boolean => {
  const [subscribe] = useState(() => (onChange: () => void) => onUse(box, onChange))
  return useSyncExternalStore(
    subscribe,
    () => box.current !== null && (box.current.matches(':hover, :focus-within') || box.current.getBoundingClientRect().top < 0),
    () => false,
  )
}

type SteadyRows<Row> = { rows: Row[]; /** How many wait. */ waiting: number; /** Shows them. */ show: () => void }

/**
 * A list that others change stays as it is while it is in use: nothing moves under the pointer or the focus. What is new is shown when it
 * is asked for, or once nobody is at it any more.
 * @param question what the rows answer: those to another one are what was asked for, and are shown. Undefined while they are old.
 */
export function useSteadyRows<Row>(
  box: Box,
  fresh: readonly Row[],
  keyOf: (row: Row) => string,
  question: string | undefined,
): SteadyRows<Row> {
  const freshKeys = fresh.map(keyOf)
  const [shown, setShown] = useState(freshKeys)
  const [answered, setAnswered] = useState(question)
  const isInUse = useIsInUse(box)
  const isAnother = question !== undefined && question !== answered
  if (isAnother) setAnswered(question)
  if ((isAnother || !isInUse) && shown.join(' ') !== freshKeys.join(' ')) setShown(freshKeys)
  const { keys, waiting } = steadyRows(shown, freshKeys)
  const byKey = new Map(fresh.map((row) => [keyOf(row), row]))
  const show = () => {
    setShown(freshKeys)
    // The button goes away with this; what it has shown begins here.
    setTimeout(() => box.current?.querySelector<HTMLElement>('[data-row-control]')?.focus(), 0)
  }
  return { rows: keys.flatMap((key) => byKey.get(key) ?? []), waiting, show }
}
