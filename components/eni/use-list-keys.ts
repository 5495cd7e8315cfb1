'use client'
import { isPlainKey } from '#components/ui/plain-key.ts'
import { useKeyDown } from '#components/ui/use-key-down.ts'

type ListKeys = { onCopy: (rowKey: string) => void; onAssign: (rowKey: string) => void }

/** On the row of the list that has the focus: `c` copies the primary address and `a` assigns. */
export function useListKeys({ onCopy, onAssign }: ListKeys): void {
  useKeyDown((event) => {
    if (!isPlainKey(event)) return
    const row = event.target instanceof HTMLTableRowElement ? event.target.dataset['rowKey'] : undefined
    if (event.key === 'c' && row !== undefined) onCopy(row)
    else if (event.key === 'a' && row !== undefined) onAssign(row)
  })
}
