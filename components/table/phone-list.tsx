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
  onOpen: ((row: T) => void) | undefined
  selectedKey: string | undefined
}

const rowHeight = 68
const noActive = () => {}

/** The same rows in two lines each, for narrow screens. The row's own link is what keyboards and screen readers use. */
export const PhoneList = <T,>({ label, rows, rowKey, renderRow, onOpen, selectedKey }: PhoneListProps<T>) => {
  const box = useRef<HTMLDivElement>(null)
  const view = useRowWindow({ count: rows.length, box, activeIndex: -1, scrollTo: noActive, rowHeight })
  return (
    <div ref={box} className={cx('bg-surface md:hidden', view.virtual && 'max-h-[calc(100dvh-10rem)] overflow-y-auto')}>
      <ul aria-label={label}>
        {view.before > 0 && <li aria-hidden style={{ height: view.before }} />}
        {view.indexes.map((index) => {
          const row = rows[index]
          if (row === undefined) return null
          const key = rowKey(row)
          return (
            <li
              key={key}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              onClick={(event) => {
                if (!isOwnPress(event)) onOpen?.(row)
              }}
              className={cx('min-h-17 border-b border-subtle px-4 py-2.5', key === selectedKey && 'bg-selected')}
            >
              {renderRow(row)}
            </li>
          )
        })}
        {view.after > 0 && <li aria-hidden style={{ height: view.after }} />}
      </ul>
    </div>
  )
}
