'use client'
import { memo, useEffect, useRef } from 'react'
import type { MouseEvent, ReactNode } from 'react'
import { cx } from '#components/ui/class-names.ts'
import { besideClass, pinOf } from './table-column.ts'
import type { TableColumn } from './table-column.ts'

type DataRowProps<T> = {
  row: T
  rowKey: string
  index: number
  /** Where the rows begin in the whole list. */
  from: number
  columns: readonly TableColumn<T>[]
  selected: boolean
  tabStop: boolean
  openable: boolean
  onActivate: (index: number) => void
  onOpen: ((row: T) => void) | undefined
  below: ((row: T) => ReactNode) | undefined
}

/** True for a press that belongs to something inside the row, or that has just selected text. */
export const isOwnPress = (event: MouseEvent): boolean =>
  event.defaultPrevented ||
  event.button !== 0 ||
  // The target of a React mouse event is an element; portals bubble here too, so it is asked whether it is inside.
  !(event.target instanceof Element && event.currentTarget.contains(event.target)) ||
  event.target.closest('a, button, input, select, label, summary') !== null ||
  (window.getSelection()?.toString() ?? '') !== ''

const Row = <T,>({ row, rowKey, index, from, columns, selected, tabStop, openable, onActivate, onOpen, below }: DataRowProps<T>) => {
  const under = below?.(row)
  const element = useRef<HTMLTableRowElement>(null)
  // The table is one Tab stop: links and buttons are reached only from the active row. After every draw, because cells may bring new ones.
  useEffect(() => {
    for (const control of element.current?.querySelectorAll<HTMLElement>('a, button, input, select') ?? [])
      if (tabStop) control.removeAttribute('tabindex')
      else control.tabIndex = -1
  })
  return (
    <>
      <tr
        ref={element}
        data-row-index={index}
        data-row-key={rowKey}
        aria-rowindex={from + index + 2}
        aria-current={selected || undefined}
        tabIndex={tabStop ? 0 : -1}
        // Of a control in it too: the row that was used last is where the keyboard goes on, and where Back leads.
        onFocus={() => onActivate(index)}
        onClick={(event) => {
          if (isOwnPress(event)) return
          onActivate(index)
          onOpen?.(row)
        }}
        className={cx(
          'data-row group/row h-row -outline-offset-2!',
          openable && 'cursor-pointer',
          selected ? 'bg-selected [&>:first-child]:shadow-[inset_2px_0_0_var(--c-accent)]' : 'bg-surface hover:bg-hover',
        )}
      >
        {columns.map((column, at) => {
          const pin = pinOf(columns, at)
          const look = cx(
            'h-row overflow-hidden px-3 text-left font-normal whitespace-nowrap',
            (under === undefined || under === null) && 'border-b border-subtle',
            besideClass(column),
            column.align === 'end' && 'text-right',
            pin === 'start' && 'pin-start sticky left-0 bg-inherit pl-4',
            pin === 'end' && 'pin-end sticky right-0 bg-inherit',
          )
          return column.rowHeader === true ? (
            <th key={column.id} scope="row" className={look}>
              {column.cell(row)}
            </th>
          ) : (
            <td key={column.id} className={look}>
              {column.cell(row)}
            </td>
          )
        })}
      </tr>
      {under !== undefined && under !== null && (
        <tr data-below>
          <td colSpan={columns.length} className="border-b border-subtle px-4 pb-2 text-sm text-secondary">
            {under}
          </td>
        </tr>
      )}
    </>
  )
}

/** One row; drawn again only when it, its columns or its marks change. */
// `memo` loses the type parameter; the component itself has it.
export const DataRow = memo(Row) as typeof Row
