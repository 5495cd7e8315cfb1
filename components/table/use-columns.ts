'use client'
import { useCallback, useMemo, useSyncExternalStore } from 'react'
import type { TableColumn } from './table-column.ts'

const changed = 'enidesk:columns'

const read = (storageKey: string): string | null => {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}
const write = (storageKey: string, ids: string[] | undefined) => {
  try {
    if (ids === undefined) localStorage.removeItem(storageKey)
    else localStorage.setItem(storageKey, JSON.stringify(ids))
  } catch {
    // Private mode or a full store: the choice then lasts as long as the page does not reload. Nothing else depends on it.
  }
  window.dispatchEvent(new Event(changed))
}
const parse = (text: string | null): string[] | undefined => {
  try {
    const value: unknown = JSON.parse(text ?? 'null')
    return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : undefined
  } catch {
    return undefined
  }
}
const subscribe = (wake: () => void) => {
  window.addEventListener(changed, wake)
  window.addEventListener('storage', wake)
  return () => {
    window.removeEventListener(changed, wake)
    window.removeEventListener('storage', wake)
  }
}

export type ColumnChoice = { hidden: ReadonlySet<string>; toggle: (id: string) => void; reset: () => void }

/** Which columns are hidden, remembered in this browser under `storageKey`. The server always draws the default ones. */
export const useColumns = <T>(storageKey: string, columns: readonly TableColumn<T>[]): ColumnChoice => {
  const key = `enidesk:columns:${storageKey}`
  const text = useSyncExternalStore(
    subscribe,
    () => read(key),
    () => null,
  )
  const hidden = useMemo(() => {
    const remembered = parse(text)
    return new Set(
      columns
        .filter((column) => column.always !== true && (remembered?.includes(column.id) ?? column.hiddenByDefault ?? false))
        .map((column) => column.id),
    )
  }, [text, columns])
  const toggle = useCallback(
    (id: string) => write(key, hidden.has(id) ? [...hidden].filter((other) => other !== id) : [...hidden, id]),
    [key, hidden],
  )
  const reset = useCallback(() => write(key, undefined), [key])
  return { hidden, toggle, reset }
}
