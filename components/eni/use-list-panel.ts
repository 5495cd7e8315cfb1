'use client'
import { useRouter } from 'next/navigation'
import { useCallback, useSyncExternalStore, type RefObject } from 'react'
import type { TableHandle } from '#components/table/data-table.tsx'
import { isPlainKey } from '#components/ui/plain-key.ts'
import { useKeyDown } from '#components/ui/use-key-down.ts'
import { exactTerm } from '#lib/plan/search-term.ts'
import type { Eni } from '#lib/schema/eni.ts'
import { eniHref } from './eni-href.ts'
import type { EniRow } from './eni-row.ts'
import type { useListUrl } from './use-list-url.ts'

/** From here on there is room for a panel beside the rows: `xl` of globals.css. */
const wide = '(min-width: 80rem)'
const watchWidth = (wake: () => void) => {
  const media = window.matchMedia(wide)
  media.addEventListener('change', wake)
  return () => media.removeEventListener('change', wake)
}
const isWide = () => window.matchMedia(wide).matches
const assumed = () => true

/** The address of an interface that `words` search for, if they are one. */
export const soughtIp = ({ privateIps }: Eni, words: string): string | undefined => {
  const sought = exactTerm(words)?.value
  return privateIps.find(({ ip }) => ip === sought)?.ip
}

/** Which interface stands beside the list (`?eni=`), and the ways to open, step through and close it. */
export function useListPanel(
  rows: readonly EniRow[],
  { q, eni: eniId, setEni, settle }: ReturnType<typeof useListUrl>,
  table: RefObject<TableHandle | null>,
) {
  const router = useRouter()
  const hasRoom = useSyncExternalStore(watchWidth, isWide, assumed)
  const at = eniId === null ? -1 : rows.findIndex(({ eni }) => eni.eniId === eniId)
  const row = rows[at]
  const shown = eniId !== null && hasRoom
  // The same function at every keystroke: rows are drawn again when it changes.
  const open = useCallback(
    ({ eni }: EniRow) => {
      const sought = settle()
      if (!isWide()) return router.push(eniHref(eni, soughtIp(eni, sought)))
      // Opening is a step in the history, looking at the next one is not.
      const isOpen = new URLSearchParams(window.location.search).has('eni')
      setEni(eni.eniId, isOpen ? 'replace' : 'push')
    },
    [router, setEni, settle],
  )
  const close = () => {
    setEni(null, 'replace')
    // The row may be filtered out, or on another page, or there may be none at all.
    if (table.current?.focusRow(row?.key) !== true) document.querySelector<HTMLElement>('[data-page-search]')?.focus()
  }
  const step = (by: 1 | -1) => {
    const next = rows[at + by]
    if (next === undefined) return
    open(next)
    // From row to row; but the buttons of the panel keep the focus for the next press.
    if (document.activeElement instanceof HTMLTableRowElement) table.current?.focusRow(next.key)
  }
  const press = (event: KeyboardEvent) => {
    if (!shown) return
    const free = document.querySelector('[role="dialog"],[role="menu"],[role="listbox"]') === null
    if (event.key === 'Escape' && free && !event.defaultPrevented && !(event.target instanceof HTMLInputElement)) close()
    else if (event.key === '[' && isPlainKey(event)) step(-1)
    else if (event.key === ']' && isPlainKey(event)) step(1)
  }
  // Before a menu takes its Escape and is gone.
  useKeyDown(press, { capture: true })
  return {
    eniId: eniId ?? undefined,
    shown,
    row,
    /** What is searched for: an address of it is marked. */
    sought: q,
    open,
    close,
    previous: at > 0 ? () => step(-1) : undefined,
    next: at >= 0 && at < rows.length - 1 ? () => step(1) : undefined,
  }
}
