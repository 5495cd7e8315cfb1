'use client'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useDeferredValue, useEffect, useState } from 'react'
import type { RefObject } from 'react'
import { useHydrated } from '#components/ui/use-hydrated.ts'
import { slotsOf } from './row-slots.ts'
import type { RowSlot } from './row-slots.ts'

/** Up to here every row is in the DOM: browser search, printing and screen readers get all of them. */
export const fullRowsMax = 200
/** So much the server draws, in pixels: about what is in sight. The rest follows with the script, below what a reader has before the eyes. */
const firstPaintHeight = 1000
const usualHeight = 40
const overscan = 12

const readRowHeight = (box: HTMLElement): number => Number.parseFloat(getComputedStyle(box).getPropertyValue('--row-height')) || usualHeight

type RowWindowOptions = {
  count: number
  box: RefObject<HTMLElement | null>
  /** Stays in the DOM wherever the box is scrolled, because it may have the focus. */
  activeIndex: number
  /** Receives the function that brings a row into view. */
  scrollTo: (scroll: ((index: number) => void) | undefined) => void
  rowHeight?: number
}
type RowWindow = { virtual: boolean; slots: RowSlot[] }

const all = (count: number): RowSlot[] => Array.from({ length: count }, (_, index) => ({ index }))

/** Which rows are drawn, and how much room stands for the others, in pixels. */
export const useRowWindow = ({ count, box, activeIndex, scrollTo, rowHeight }: RowWindowOptions): RowWindow => {
  // Later: what is in sight can be used before the rest of it is drawn.
  const hydrated = useDeferredValue(useHydrated())
  const virtual = count > fullRowsMax
  const [height, setHeight] = useState(rowHeight ?? usualHeight)
  // oxlint-disable-next-line react/incompatible-library -- the compiler that this warns about is not used
  const virtualizer = useVirtualizer({
    count: virtual ? count : 0,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    overscan,
    // The sticky header covers the top of the box.
    scrollPaddingStart: rowHeight === undefined ? 36 : 0,
    rangeExtractor: (visible) => {
      const indexes = defaultRangeExtractor(visible)
      return activeIndex < 0 || activeIndex >= count || indexes.includes(activeIndex)
        ? indexes
        : [...indexes, activeIndex].toSorted((a, b) => a - b)
    },
  })
  useEffect(() => {
    scrollTo(virtual ? (index) => virtualizer.scrollToIndex(index) : undefined)
  }, [virtual, virtualizer, scrollTo])
  useEffect(() => {
    const element = box.current
    if (rowHeight !== undefined || element === null) return
    const update = () => setHeight(readRowHeight(element))
    update()
    // Density is an attribute of the root element.
    const observer = new MutationObserver(update)
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-density'] })
    return () => observer.disconnect()
  }, [box, rowHeight])
  useEffect(() => virtualizer.measure(), [height, virtualizer])

  if (!hydrated) return { virtual, slots: all(Math.min(count, Math.ceil(firstPaintHeight / height))) }
  if (!virtual) return { virtual, slots: all(count) }
  return { virtual, slots: slotsOf(virtualizer.getVirtualItems(), virtualizer.getTotalSize()) }
}
