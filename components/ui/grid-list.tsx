import type { ReactNode } from 'react'
import { cx } from './class-names.ts'

type GridHeaderProps = {
  /** The columns' widths, as the rows have them. */
  grid: string
  labels: readonly string[]
}

/** The headings over rows that stand in columns where there is room. For the eye: to others each cell says its own. */
export const GridHeader = ({ grid, labels }: GridHeaderProps) => (
  <div
    aria-hidden
    className={cx('hidden h-9 items-center border-b border-default bg-subtle px-3 text-sm font-semibold text-secondary @4xl:grid', grid)}
  >
    {labels.map((label) => (
      <span key={label}>{label}</span>
    ))}
  </div>
)

/**
 * A row of such a list: columns where there is room; below that a few lines, in which its cells may stand in another order than they come,
 * so there it is shown once all of them have arrived.
 */
export const GridRow = ({ grid, children }: { grid: string; children: ReactNode }) => (
  <div
    className={cx(
      'grid grid-cols-[minmax(40%,1fr)_minmax(0,max-content)] items-center gap-y-0.5 @max-4xl:not-has-[>[data-all-arrived]]:hidden',
      grid,
    )}
  >
    {children}
    <span data-all-arrived hidden />
  </div>
)

type GridCellProps = {
  label: string
  /** Read by everybody where there is no room for columns, and so no heading. */
  shown?: boolean
  className?: string
  children: ReactNode
}

/** A cell of such a row, with the name of its column. */
export const GridCell = ({ label, shown = false, className, children }: GridCellProps) => (
  <div className={className}>
    <span className={shown ? '@4xl:sr-only' : 'sr-only'}>{label} </span>
    {children}
  </div>
)
