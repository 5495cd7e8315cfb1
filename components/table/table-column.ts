import type { ReactNode } from 'react'

/**
 * One column, declared at module scope. Its heading comes from the caller's `headings`, by id, so that columns need no language.
 */
export type TableColumn<T> = {
  id: string
  /** A component of its own where the cell needs a hook. */
  cell: (row: T) => ReactNode
  /** Pixels; a column without a width takes what is left, 200 at least. */
  width?: number
  /** Quantities stand at the right, everything else at the left. */
  align?: 'end'
  sortable?: boolean
  /** Names the row: `<th scope="row">`. One column has this. */
  rowHeader?: boolean
  /** Cannot be hidden. */
  always?: boolean
  hiddenByDefault?: boolean
  /** Left out where something stands beside the table, from 1280 px on, which then says it. */
  saidBeside?: boolean
  /** The heading is for assistive technology only: actions. */
  headingHidden?: boolean
}

export type TableSort = { id: string; descending: boolean }

/** By the window's width alone, so that the first byte is right for every window. */
export const besideClass = <T>({ saidBeside }: TableColumn<T>): string | false => saidBeside === true && 'xl:group-data-beside/table:hidden'

/** The name stays at the left and the actions at the right while the rest scrolls sideways. */
export const pinOf = <T>(columns: readonly TableColumn<T>[], index: number): 'start' | 'end' | undefined =>
  index === 0 ? 'start' : index === columns.length - 1 && columns[index]?.headingHidden === true ? 'end' : undefined
