'use client'
import { useEffect, useEffectEvent } from 'react'
import { isPlainKey } from '#components/ui/plain-key.ts'

type ListKeys = { onCopy: (rowKey: string) => void; onAssign: (rowKey: string) => void }

/** On the row of the list that has the focus: `c` copies the primary address and `a` assigns. */
export function useListKeys({ onCopy, onAssign }: ListKeys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!isPlainKey(event)) return
    const row = event.target instanceof HTMLTableRowElement ? event.target.dataset['rowKey'] : undefined
    if (event.key === 'c' && row !== undefined) onCopy(row)
    else if (event.key === 'a' && row !== undefined) onAssign(row)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}
