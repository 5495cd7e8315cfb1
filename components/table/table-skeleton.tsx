import { useTranslations } from 'use-intl'
import { cx } from '#components/ui/class-names.ts'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { VisuallyHidden } from '#components/ui/visually-hidden.tsx'
import type { TableColumn } from './table-column.ts'

type TableSkeletonProps<T> = { columns: readonly TableColumn<T>[]; hidden?: ReadonlySet<string>; rows?: number }

/** What stands where a table will be: the same rows, columns and heights, and one announcement for all of it. */
export const TableSkeleton = <T,>({ columns, hidden, rows = 10 }: TableSkeletonProps<T>) => {
  const t = useTranslations('common')
  return (
    <div aria-busy className="overflow-hidden bg-surface">
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      <div aria-hidden className="h-9 border-b border-default bg-subtle" />
      {Array.from({ length: Math.min(12, rows) }, (_, row) => (
        <div key={row} aria-hidden className="flex h-row items-center border-b border-subtle max-md:h-17">
          {columns
            .filter((column) => hidden?.has(column.id) !== true)
            .map((column) => (
              <div key={column.id} className={cx('min-w-0 px-3', column.width === undefined ? 'flex-[2]' : 'flex-1')}>
                <Skeleton className="h-3 w-3/4" />
              </div>
            ))}
        </div>
      ))}
    </div>
  )
}
