'use client'
import { columnVisibilityFeature, tableFeatures, useTable } from '@tanstack/react-table'
import { memo, useImperativeHandle, useMemo, useRef } from 'react'
import type { ReactNode, Ref } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '#components/ui/class-names.ts'
import { DataRow } from './data-row.tsx'
import { HeaderCell } from './header-cell.tsx'
import { PhoneList } from './phone-list.tsx'
import { besideClass, pinOf } from './table-column.ts'
import type { TableColumn, TableSort } from './table-column.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useRowWindow } from './use-row-window.ts'

export type TableHandle = {
  /** Gives the focus to a row, also to one that is not drawn; to the active one where there is no such row. False if there is none at all. */
  focusRow: (key: string | undefined) => boolean
}

const features = tableFeatures({ columnVisibilityFeature })

export type DataTableProps<T> = {
  /** The name of the table for assistive technology. */
  label: string
  columns: readonly TableColumn<T>[]
  /** Column headings by column id. */
  headings: Record<string, string>
  /** Filtered and sorted already. A stable array: a new one draws every row again. */
  rows: readonly T[]
  rowKey: (row: T) => string
  hidden?: ReadonlySet<string>
  sort?: TableSort | undefined
  onSort?: (sort: TableSort) => void
  /** A press on the row, or Enter on it. The link in the row header stays a link of its own. */
  onOpen?: (row: T) => void
  /** Arrow right opens as Enter does: there is something beside the table. */
  arrowOpens?: boolean
  /** Where `rows` begins in the whole list, and how long that is: other than here where only a page of it, or its beginning, is given. */
  from?: number
  total?: number
  /** Something stands beside the table from 1280 px on. */
  beside?: boolean
  ref?: Ref<TableHandle>
  /** The row whose panel is open. It comes into view. */
  selectedKey?: string | undefined
  /** A few lines for phones, in place of the table below 768 px, and how tall they are in pixels. */
  renderPhoneRow?: (row: T) => ReactNode
  phoneRowHeight?: number
  /** Drawn as one full-width row under a row: why it failed. Only for tables of up to 200 rows. */
  renderBelowRow?: (row: T) => ReactNode
  /** Fills the height of its box and scrolls inside; otherwise it is as tall as its rows, up to the height of the window. */
  className?: string
}

/** Pixels that a growing column has at least. */
const growMin = 200
const boundedFrom = 30

const none: ReadonlySet<string> = new Set()

const Table = <T,>(props: DataTableProps<T>) => {
  const {
    label,
    columns,
    headings,
    rows,
    rowKey,
    hidden = none,
    sort,
    onSort,
    onOpen,
    arrowOpens = false,
    from = 0,
    total = rows.length,
    selectedKey,
    beside = false,
    ref,
    renderPhoneRow,
    phoneRowHeight = 68,
    renderBelowRow,
    className,
  } = props
  const t = useTranslations('table')
  const box = useRef<HTMLElement>(null)
  const defs = useMemo(() => columns.map((column) => ({ id: column.id, meta: column })), [columns])
  const columnVisibility = useMemo(
    () => Object.fromEntries(columns.map((column) => [column.id, !hidden.has(column.id)])),
    [columns, hidden],
  )
  // A mutable array is what the library's type asks for; it never writes into it.
  const data = rows as T[]
  const table = useTable({
    features,
    columns: defs,
    data: data as (T & object)[],
    getRowId: (row) => rowKey(row),
    state: { columnVisibility },
  })
  const shown = useMemo(() => {
    const ids = new Set(table.getVisibleLeafColumns().map((column) => column.id))
    return columns.filter((column) => ids.has(column.id) && columnVisibility[column.id] === true)
  }, [table, columns, columnVisibility])
  const keys = useRowKeys({ rows, rowKey, box, onOpen, arrowOpens, selectedKey })
  useImperativeHandle(ref, () => ({ focusRow: keys.focus }))
  // From here on the header has to stay in view, so the table scrolls in a box of its own.
  const bounded = rows.length > boundedFrom
  const view = useRowWindow({ count: rows.length, box, activeIndex: keys.activeIndex, scrollTo: keys.register })

  return (
    <div className={cx('flex min-h-0 min-w-0 flex-col', className)}>
      <section
        ref={box}
        data-scroll-x
        data-beside={beside || undefined}
        aria-label={t('scrollRegion', { label })}
        className={cx(
          // What has the focus is scrolled to where the headings, and the column that stays with the row's menu, do not cover it.
          'group/table table-box relative min-h-0 scroll-pt-9 scroll-pe-14 overflow-auto overscroll-x-contain bg-surface',
          renderPhoneRow !== undefined && 'hidden md:block print:block',
          bounded && 'max-h-[max(20rem,calc(100dvh-14rem))] flex-1 print:max-h-none',
        )}
      >
        {/* Widths are attributes because the CSP allows no style in server HTML: the sum, or the whole box if that is wider. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the rows have the focus; one listener serves them all */}
        <table
          aria-label={label}
          aria-rowcount={total + 1}
          width={shown.reduce((sum, column) => sum + (column.width ?? growMin), 0)}
          // Beside something a few columns are left out by the window's width, which no attribute can say.
          className={cx('min-w-full table-fixed border-separate border-spacing-0 text-sm', beside && 'xl:w-170')}
          onKeyDown={keys.onKeyDown}
        >
          <colgroup>
            {shown.map((column, index) => (
              <col
                key={column.id}
                width={column.width}
                className={cx(besideClass(column), pinOf(shown, index) === 'end' && 'print:hidden')}
              />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {shown.map((column, index) => (
                <HeaderCell
                  key={column.id}
                  column={column}
                  heading={headings[column.id] ?? column.id}
                  sort={sort}
                  onSort={onSort}
                  pin={pinOf(shown, index)}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {view.slots.map((slot) => {
              if ('gap' in slot) return <Gap key={`gap-${slot.from}`} height={slot.gap} />
              const row = rows[slot.index]
              if (row === undefined) return null
              const key = rowKey(row)
              return (
                <DataRow
                  key={key}
                  row={row}
                  rowKey={key}
                  index={slot.index}
                  from={from}
                  columns={shown}
                  selected={key === selectedKey}
                  tabStop={slot.index === keys.activeIndex}
                  openable={onOpen !== undefined}
                  onActivate={keys.activate}
                  onOpen={onOpen}
                  below={renderBelowRow}
                />
              )
            })}
          </tbody>
        </table>
      </section>
      {renderPhoneRow !== undefined && (
        <PhoneList
          label={label}
          rows={rows}
          rowKey={rowKey}
          renderRow={renderPhoneRow}
          rowHeight={phoneRowHeight}
          onOpen={onOpen}
          selectedKey={selectedKey}
          from={from}
          total={total}
        />
      )}
    </div>
  )
}

/**
 * Rows in columns: a native table, virtual above 200 rows, with one Tab stop (arrows, Home, End, Page Up and Down, Enter). Filtering
 * and sorting are the caller's, because the URL holds them; press on a heading asks for another order. Drawn again only when one of
 * its properties changes: what else changes on the page must not cost a look at every row.
 */
// `memo` loses the type parameter; the component itself has it.
export const DataTable = memo(Table) as typeof Table

/** Room for rows that are not drawn. Only after hydration: the height is set by script, as the CSP asks. Its own box is the cell's. */
const Gap = ({ height }: { height: number }) => (
  <tr aria-hidden className="contents">
    {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- nothing is in it */}
    <td style={{ height, padding: 0 }} />
  </tr>
)
