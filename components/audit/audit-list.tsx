'use client'
import { ScrollText, SearchX } from 'lucide-react'
import { useRef, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { isEmptyRange } from '#components/form/field-time.ts'
import { ListBody } from '#components/form/list-body.tsx'
import { NewRows } from '#components/table/new-rows.tsx'
import { useListRowKeys } from '#components/table/use-list-row-keys.ts'
import { useSteadyRows } from '#components/table/use-steady-rows.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { GridHeader } from '#components/ui/grid-list.tsx'
import type { List } from '#lib/query/use-list.ts'
import type { AuditFilter, AuditRow as Row } from '#lib/schema/audit.ts'
import { AuditRow, rowGrid } from './audit-row.tsx'

const columns = ['time', 'who', 'action', 'object', 'resultColumn'] as const

type RowsProps = { rows: readonly Row[]; open: number | undefined; question: string | undefined }

const AuditRows = ({ rows, open, question }: RowsProps) => {
  const t = useTranslations('audit')
  const box = useRef<HTMLUListElement>(null)
  useListRowKeys(box, true)
  const steady = useSteadyRows(box, rows, ({ seq }) => String(seq), question)
  return (
    <div className="@container">
      <NewRows waiting={steady.waiting} onShow={steady.show} />
      <GridHeader grid={rowGrid} labels={columns.map((column) => t(column))} />
      <ul ref={box}>
        {steady.rows.map((row) => (
          <AuditRow key={row.seq} row={row} open={open === row.seq} />
        ))}
      </ul>
    </div>
  )
}

/** The rows, newest first. Older ones are loaded on request, so that the place stays and the end of the page can be reached. */
export const AuditList = ({ list, filter, clear }: { list: List<Row>; filter: AuditFilter; clear: ReactNode }) => {
  const t = useTranslations('audit')
  const time = useTranslations('form.time')
  return (
    <ListBody
      list={list}
      failed={t('failed')}
      more={t('loadOlder')}
      empty={
        Object.keys(filter).length > 0 ? (
          <EmptyState
            icon={<SearchX />}
            title={t('noMatchTitle')}
            text={isEmptyRange(filter) ? time('emptyRange') : t('noMatchText')}
            action={clear}
          />
        ) : (
          <EmptyState icon={<ScrollText />} title={t('emptyTitle')} text={t('emptyText')} />
        )
      }
    >
      {(rows) => <AuditRows rows={rows} open={filter.seq} question={list.isOld ? undefined : JSON.stringify(filter)} />}
    </ListBody>
  )
}
