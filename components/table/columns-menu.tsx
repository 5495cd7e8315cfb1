'use client'
import { Columns3 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Menu } from '#components/ui/menu.tsx'
import type { TableColumn } from './table-column.ts'
import type { ColumnChoice } from './use-columns.ts'

type ColumnsMenuProps<T> = { columns: readonly TableColumn<T>[]; headings: Record<string, string>; choice: ColumnChoice }

/** The button beside a table that shows and hides its columns. */
export const ColumnsMenu = <T,>({ columns, headings, choice }: ColumnsMenuProps<T>) => {
  const t = useTranslations('table')
  return (
    <Menu
      label={t('columns')}
      icon={<Columns3 />}
      iconOnly
      items={[
        ...columns
          .filter((column) => column.always !== true)
          .map((column) => ({
            key: column.id,
            label: headings[column.id] ?? column.id,
            checked: !choice.hidden.has(column.id),
            onSelect: () => choice.toggle(column.id),
          })),
        { key: 'reset', label: t('resetColumns'), separated: true, onSelect: choice.reset },
      ]}
    />
  )
}
