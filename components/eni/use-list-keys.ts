'use client'
import { useEffect, useEffectEvent } from 'react'
import { isPlainKey } from './plain-key.ts'

type ListKeys = { onRefresh: () => void; onCopy: (rowKey: string) => void; onAssign: (rowKey: string) => void }

/** On the list: `r` refreshes; on the row that has the focus `c` copies the primary address and `a` assigns. */
export function useListKeys({ onRefresh, onCopy, onAssign }: ListKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!isPlainKey(event)) return
    const row = event.target instanceof HTMLTableRowElement ? event.target.dataset['rowKey'] : undefined
    if (event.key === 'r') onRefresh()
    else if (event.key === 'c' && row !== undefined) onCopy(row)
    else if (event.key === 'a' && row !== undefined) onAssign(row)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
