'use client'
import { useEffect, type RefObject } from 'react'
import { useKeyDown } from '#components/ui/use-key-down.ts'
import { rowKeyOf, rowsInView, targetRow } from './use-row-keys.ts'
import { rememberRow, useRowReturn } from './use-row-return.ts'

/** Of what a row of a list is opened by. Its value is the row's key. */
const control = '[data-row-control]'

/**
 * The keys of a table's rows for a list: they lead from what opens a row, its `data-row-control`, to that of another; Enter is that
 * control's own. The letters work from wherever the focus is in a row, and from anywhere where the page is about this list (`isPage`).
 * Going back to the list leads to the row it was left at.
 */
export function useListRowKeys(box: RefObject<HTMLElement | null>, isPage: boolean): void {
  const controls = () => [...(box.current?.querySelectorAll<HTMLElement>(control) ?? [])]
  useRowReturn(box, (key) => {
    controls()
      .find(({ dataset }) => dataset['rowControl'] === key)
      ?.focus({ preventScroll: true })
  })
  useKeyDown((event) => {
    const { target } = event
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || !(target instanceof Element))
      return
    const all = controls()
    const at = all.findIndex((one) => one.closest('li')?.contains(target) === true)
    const key = rowKeyOf(event)
    const mayMove = key === event.key ? target.matches(control) && at >= 0 : isPage || at >= 0
    const next = mayMove ? targetRow(key, at, all.length, rowsInView(target.closest('li'), window.innerHeight)) : undefined
    if (next === undefined) return
    event.preventDefault()
    all[next]?.focus()
  })
  useEffect(() => {
    const list = box.current
    const remember = ({ target }: Event) => {
      const key = target instanceof HTMLElement ? target.dataset['rowControl'] : undefined
      if (key !== undefined) rememberRow(box, key)
    }
    list?.addEventListener('focusin', remember)
    return () => list?.removeEventListener('focusin', remember)
  }, [box])
}
