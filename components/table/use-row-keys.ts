'use client'
import { useCallback, useDeferredValue, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { KeyboardEvent as ReactKeyboardEvent, RefObject } from 'react'
import { isPlainKey } from '#components/ui/plain-key.ts'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import { rememberRow, useRowReturn } from './use-row-return.ts'

/** Where a key leads from row `index` of `count`, or undefined if the key is not one of ours. */
export const targetRow = (key: string, index: number, count: number, pageRows: number): number | undefined => {
  const last = count - 1
  const clamp = (n: number) => Math.max(0, Math.min(last, n))
  if (count === 0) return undefined
  if (key === 'ArrowDown') return clamp(index + 1)
  if (key === 'ArrowUp') return clamp(index - 1)
  if (key === 'PageDown') return clamp(index + pageRows)
  if (key === 'PageUp') return clamp(index - pageRows)
  if (key === 'Home') return 0
  return key === 'End' ? last : undefined
}

const letters: Partial<Record<string, string>> = { j: 'ArrowDown', k: 'ArrowUp' }
/** The key that a press stands for in rows: with single keys on, j and k are the arrows. */
export const rowKeyOf = (event: KeyboardEvent): string => (isPlainKey(event) ? letters[event.key] : undefined) ?? event.key

/** How many rows Page Up and Page Down go: two of those in view stay. `height`: pixels of what they are seen in. */
export const rowsInView = (row: Element | null, height: number): number =>
  Math.max(1, Math.floor(height / (row?.getBoundingClientRect().height || 40)) - 2)

type RowKeysOptions<T> = {
  rows: readonly T[]
  rowKey: (row: T) => string
  box: RefObject<HTMLElement | null>
  onOpen: ((row: T) => void) | undefined
  arrowOpens: boolean
  selectedKey: string | undefined
}

/**
 * One Tab stop for all rows: the active row, remembered by its key, so that it stays the same one when the rows are sorted,
 * filtered or refreshed under it.
 */
export const useRowKeys = <T>({ rows, rowKey, box, onOpen, arrowOpens, selectedKey }: RowKeysOptions<T>) => {
  const [active, setActive] = useState<{ key: string; index: number }>()
  const scroll = useRef<((index: number) => void) | undefined>(undefined)
  const register = useCallback((to: ((index: number) => void) | undefined) => {
    scroll.current = to
  }, [])
  const at = active === undefined ? undefined : rows[active.index]
  const same = at !== undefined && active !== undefined && rowKey(at) === active.key
  const found = active === undefined || same ? -1 : rows.findIndex((row) => rowKey(row) === active.key)
  const activeIndex =
    active === undefined ? 0 : same ? active.index : found >= 0 ? found : Math.max(0, Math.min(active.index, rows.length - 1))

  const elementOf = (index: number) => box.current?.querySelector<HTMLElement>(`tr[data-row-index="${index}"]`)
  const focusRow = (index: number, options: FocusOptions = {}, tries = 10) => {
    const element = elementOf(index)
    if (element) return element.focus(options)
    // A row far away is drawn a frame or two after the box has been scrolled to it.
    if (tries > 0) requestAnimationFrame(() => focusRow(index, options, tries - 1))
  }
  const indexOf = (key: string) => rows.findIndex((row) => rowKey(row) === key)
  const returned = useRef(false)
  useRowReturn(box, (key) => {
    const index = indexOf(key)
    if (index < 0) return
    returned.current = true
    setActive({ key, index })
    focusRow(index, { preventScroll: true })
  })
  const activate = useCallback(
    (index: number) => {
      const row = rows[index]
      if (row === undefined) return
      const key = rowKey(row)
      setActive((now) => (now?.key === key && now.index === index ? now : { key, index }))
      rememberRow(box, key)
    },
    [rows, rowKey, box],
  )
  const show = useEffectEvent((key: string) => {
    const index = indexOf(key)
    if (scroll.current === undefined) elementOf(index)?.scrollIntoView({ block: 'nearest' })
    else if (index >= 0) scroll.current(index)
  })
  // What the server draws is a beginning: the row of a link may follow with the script.
  const allDrawn = useDeferredValue(useHydrated())
  useEffect(() => {
    if (!allDrawn) return
    const isBack = returned.current
    returned.current = false
    // Whoever comes back finds the rows as they were scrolled.
    if (selectedKey === undefined || isBack) return
    // The rows that are not drawn have room once the script knows the height of the box.
    const frame = requestAnimationFrame(() => show(selectedKey))
    return () => cancelAnimationFrame(frame)
  }, [selectedKey, allDrawn])
  const goTo = (index: number) => {
    activate(index)
    scroll.current?.(index)
    focusRow(index)
  }
  const focus = (key: string | undefined): boolean => {
    // On a phone the rows stand in a list instead, which has no focus of its own.
    if (rows.length === 0 || box.current?.offsetParent === null) return false
    const index = key === undefined ? -1 : indexOf(key)
    goTo(index < 0 ? activeIndex : index)
    return true
  }
  const onKeyDown = (event: ReactKeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return
    const target = event.target
    // Keys inside a control of a row belong to that control.
    if (!(target instanceof HTMLTableRowElement) || target.dataset['rowIndex'] === undefined) return
    const index = Number(target.dataset['rowIndex'])
    if ((event.key === 'Enter' || (arrowOpens && event.key === 'ArrowRight')) && onOpen !== undefined) {
      const row = rows[index]
      if (row === undefined) return
      event.preventDefault()
      return onOpen(row)
    }
    const pageRows = rowsInView(target, Math.min(box.current?.clientHeight ?? 0, window.innerHeight) || 400)
    const next = targetRow(rowKeyOf(event.nativeEvent), index, rows.length, pageRows)
    if (next === undefined) return
    event.preventDefault()
    goTo(next)
  }
  return { activeIndex, activate, register, focus, onKeyDown }
}
