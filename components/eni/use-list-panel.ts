'use client'
import { useRouter } from 'next/navigation'
import { parseAsString, useQueryState } from 'nuqs'
import { useCallback, useEffect, useEffectEvent, useMemo, useSyncExternalStore } from 'react'
import { paths } from '#lib/paths.ts'
import { useKeptUrl } from '#lib/query/use-kept-url.ts'
import { eniHref } from './eni-href.ts'
import type { EniRow } from './eni-row.ts'
import { isPlainKey } from '#components/ui/plain-key.ts'
import { plainTerm } from './search-term.ts'

/** From here on there is room for a panel beside the rows: `xl` of globals.css. */
const wide = '(min-width: 80rem)'
const watchWidth = (wake: () => void) => {
  const media = window.matchMedia(wide)
  media.addEventListener('change', wake)
  return () => media.removeEventListener('change', wake)
}
const isWide = () => window.matchMedia(wide).matches
const assumed = () => true

/** The columns that the panel says instead, while it takes their room. */
const inPanel = ['account', 'eips', 'instance', 'subnet', 'vpc']

const rowElement = (key: string): HTMLElement | null => document.querySelector(`tr[data-row-key="${CSS.escape(key)}"]`)

type PanelOptions = {
  rows: readonly EniRow[]
  hidden: ReadonlySet<string>
  /** Puts what was typed into the URL, and gives it. */
  settle: () => string
}

/** Which interface stands beside the list (`?eni=`), and the ways to open, step through and close it. */
export function useListPanel({ rows, hidden, settle }: PanelOptions) {
  const router = useRouter()
  const [inUrl, set] = useQueryState('eni', parseAsString)
  const { eniId } = useKeptUrl(paths.enis(), { eniId: inUrl })
  const hasRoom = useSyncExternalStore(watchWidth, isWide, assumed)
  const at = eniId === null ? -1 : rows.findIndex(({ eni }) => eni.eniId === eniId)
  const row = rows[at]
  const shown = eniId !== null && hasRoom
  // The same function at every keystroke: rows are drawn again when it changes.
  const open = useCallback(
    ({ eni }: EniRow) => {
      const sought = plainTerm(settle())
      if (!isWide()) return router.push(eniHref(eni, eni.privateIps.find((address) => address.ip === sought)?.ip))
      // Opening is a step in the history, looking at the next one is not.
      const isOpen = new URLSearchParams(window.location.search).has('eni')
      void set(eni.eniId, { history: isOpen ? 'replace' : 'push' })
    },
    [router, set, settle],
  )
  const close = () => {
    void set(null, { history: 'replace' })
    if (row !== undefined) rowElement(row.key)?.focus()
  }
  const step = (by: 1 | -1) => {
    const next = rows[at + by]
    if (next === undefined) return
    open(next)
    const element = rowElement(next.key)
    element?.scrollIntoView({ block: 'nearest' })
    // From row to row; but the buttons of the panel keep the focus for the next press.
    if (document.activeElement instanceof HTMLTableRowElement) element?.focus()
  }
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!shown) return
    const free = document.querySelector('[role="dialog"],[role="menu"],[role="listbox"]') === null
    if (event.key === 'Escape' && free && !event.defaultPrevented && !(event.target instanceof HTMLInputElement)) close()
    else if (event.key === '[' && isPlainKey(event)) step(-1)
    else if (event.key === ']' && isPlainKey(event)) step(1)
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    // Before a menu takes its Escape and is gone.
    document.addEventListener('keydown', listen, true)
    return () => document.removeEventListener('keydown', listen, true)
  }, [])
  return {
    eniId: shown ? eniId : undefined,
    row,
    open,
    close,
    previous: at > 0 ? () => step(-1) : undefined,
    next: at >= 0 && at < rows.length - 1 ? () => step(1) : undefined,
    hidden: useMemo(() => (shown ? new Set([...hidden, ...inPanel]) : hidden), [shown, hidden]),
  }
}
