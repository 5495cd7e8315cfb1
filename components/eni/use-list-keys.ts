'use client'
import { useEffect, useEffectEvent } from 'react'
import { isPlainKey } from './plain-key.ts'

/** On the list: `r` refreshes, `c` copies the primary address of the row that has the focus (by its key). */
export function useListKeys({ onRefresh, onCopy }: { onRefresh: () => void; onCopy: (rowKey: string) => void }): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!isPlainKey(event)) return
    const row = event.target instanceof HTMLTableRowElement ? event.target.dataset['rowKey'] : undefined
    if (event.key === 'r') onRefresh()
    else if (event.key === 'c' && row !== undefined) onCopy(row)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
