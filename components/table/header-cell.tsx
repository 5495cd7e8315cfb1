'use client'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { cx } from '#components/ui/class-names.ts'
import { besideClass, type TableColumn, type TableSort } from './table-column.ts'

type HeaderCellProps<T> = {
  column: TableColumn<T>
  heading: string
  sort: TableSort | undefined
  onSort: ((sort: TableSort) => void) | undefined
  pin: 'start' | 'end' | undefined
}

export const HeaderCell = <T,>({ column, heading, sort, onSort, pin }: HeaderCellProps<T>) => {
  const active = sort?.id === column.id
  const sortable = column.sortable === true && onSort !== undefined
  const Arrow = active && sort.descending ? ArrowDown : ArrowUp
  return (
    <th
      scope="col"
      aria-sort={active ? (sort.descending ? 'descending' : 'ascending') : undefined}
      className={cx(
        'sticky top-0 z-sticky h-9 border-b border-default bg-subtle px-3 text-left text-sm font-semibold whitespace-nowrap text-secondary',
        besideClass(column),
        column.align === 'end' && 'text-right',
        pin === 'start' && 'pin-start left-0 z-topbar pl-4',
        pin === 'end' && 'pin-end right-0 z-topbar',
      )}
    >
      {sortable ? (
        <button
          type="button"
          onClick={() => onSort({ id: column.id, descending: active ? !sort.descending : false })}
          className={cx(
            'group/sort -mx-1.5 inline-flex h-7 max-w-full items-center gap-1 rounded-md px-1.5 font-semibold -outline-offset-2! hover:bg-hover hover:text-primary',
            active && 'text-primary',
            column.align === 'end' && 'flex-row-reverse',
          )}
        >
          <span className="truncate" title={heading}>
            {heading}
          </span>
          <Arrow
            className={cx(
              'size-3.5',
              column.align === 'end' ? '-ml-4.5' : '-mr-4.5',
              !active && 'opacity-0 group-hover/sort:opacity-100 group-focus-visible/sort:opacity-100',
            )}
          />
        </button>
      ) : (
        <span className={column.headingHidden === true ? 'sr-only' : undefined}>{heading}</span>
      )}
    </th>
  )
}
