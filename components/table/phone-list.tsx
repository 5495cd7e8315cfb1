'use client'
import { useRef } from 'react'
import type { ReactNode } from 'react'
import { cx } from '#components/ui/class-names.ts'
import { isOwnPress } from './data-row.tsx'
import { useRowWindow } from './use-row-window.ts'

type PhoneListProps<T> = {
  label: string
  rows: readonly T[]
  rowKey: (row: T) => string
  renderRow: (row: T) => ReactNode
  /** Pixels. */
  rowHeight: number
  onOpen: ((row: T) => void) | undefined
  selectedKey: string | undefined
  /** Where `rows` begins in the whole list, and how long that is. */
  from: number
  total: number
}

const noActive = () => {}

/** The same rows in a few lines each, for narrow screens. The row's own link is what keyboards and screen readers use. */
export const PhoneList = <T,>({ label, rows, rowKey, renderRow, rowHeight, onOpen, selectedKey, from, total }: PhoneListProps<T>) => {
  const box = useRef<HTMLDivElement>(null)
  const view = useRowWindow({ count: rows.length, box, activeIndex: -1, scrollTo: noActive, rowHeight })
  return (
    <div ref={box} className={cx('bg-surface md:hidden print:hidden', view.virtual && 'max-h-[calc(100dvh-10rem)] overflow-y-auto')}>
      <ul aria-label={label}>
        {view.slots.map((slot) => {
          if ('gap' in slot) return <li key={`gap-${slot.from}`} aria-hidden style={{ height: slot.gap }} />
          const row = rows[slot.index]
          if (row === undefined) return null
          const key = rowKey(row)
          return (
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- a larger target for fingers; the row's link is the control
            <li
              key={key}
              aria-setsize={total}
              aria-posinset={from + slot.index + 1}
              aria-current={key === selectedKey || undefined}
              onClick={(event) => {
                if (!isOwnPress(event)) onOpen?.(row)
              }}
              className={cx('min-h-17 overflow-hidden border-b border-subtle px-4 py-2.5', key === selectedKey && 'bg-selected')}
            >
              {renderRow(row)}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
