'use client'
import { isPlainKey } from '#components/ui/plain-key.ts'
import { useKeyDown } from '#components/ui/use-key-down.ts'

type ListKeys = { onCopy: (rowKey: string) => void; onAssign: (rowKey: string) => void; onRows: () => void }

/** On the row of the list that has the focus: `c` copies the primary address and `a` assigns. `j` and `k` lead to it from elsewhere. */
export function useListKeys({ onCopy, onAssign, onRows }: ListKeys): void {
  useKeyDown((event) => {
    if (!isPlainKey(event)) return
    const row = event.target instanceof HTMLTableRowElement ? event.target.dataset['rowKey'] : undefined
    if (event.key === 'c' && row !== undefined) onCopy(row)
    else if (event.key === 'a' && row !== undefined) onAssign(row)
    else if ((event.key === 'j' || event.key === 'k') && row === undefined) onRows()
  })
}
