'use client'
import type { ComponentProps } from 'react'
import { EniListScreen } from '#components/eni/eni-list-screen.tsx'
import { chooseTables } from '#components/shell/preference-actions.ts'
import { useRootAttribute } from '#components/shell/use-root-attribute.ts'
import { parseTableForm, type TableForm } from '#lib/i18n/preferences.ts'

type ListProps = Omit<ComponentProps<typeof EniListScreen>, 'tables' | 'onTables'> & {
  /** As the request says, until the script is there. */
  tables: TableForm
}

/** Joins the list to the preference for rows or pages. */
export const EnisList = ({ tables, ...screen }: ListProps) => {
  const chosen = useRootAttribute('tables')
  return <EniListScreen {...screen} tables={chosen === undefined ? tables : parseTableForm(chosen)} onTables={chooseTables} />
}
