import type { ReactNode } from 'react'
import { cx } from './class-names.ts'

export type KeyValueItem = { key: string; label: ReactNode; value: ReactNode }

/** Labels and values of one object. `columns` 2 and 3 fold to one on narrow screens. */
export const KeyValue = ({ items, columns = 1 }: { items: KeyValueItem[]; columns?: 1 | 2 | 3 }) => (
  <dl className={cx('grid gap-x-6 gap-y-1', columns === 2 && 'md:grid-cols-2', columns === 3 && 'md:grid-cols-2 xl:grid-cols-3')}>
    {items.map((item) => (
      <div key={item.key} className="flex min-h-7 min-w-0 items-baseline gap-3">
        <dt className="w-24 flex-none text-sm text-secondary">{item.label}</dt>
        <dd className="min-w-0 flex-1 text-sm">{item.value}</dd>
      </div>
    ))}
  </dl>
)
