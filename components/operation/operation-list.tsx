'use client'
import { History } from 'lucide-react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { ListBody } from '#components/form/list-body.tsx'
import { useListRowKeys } from '#components/table/use-list-row-keys.ts'
import { NewRows } from '#components/table/new-rows.tsx'
import { useSteadyRows } from '#components/table/use-steady-rows.ts'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { GridHeader } from '#components/ui/grid-list.tsx'
import { operationsQuery, type OperationFilter } from '#lib/query/operation.ts'
import { useList } from '#lib/query/use-list.ts'
import { isEnded, type Operation } from '#lib/schema/operation.ts'
import { OperationRow, rowGrid } from './operation-row.tsx'

/** What moves or waits for somebody comes first; the rest newest first, as the server sent it. */
const openFirst = (items: readonly Operation[]): Operation[] => [
  ...items.filter(({ state }) => !isEnded(state)),
  ...items.filter(({ state }) => isEnded(state)),
]

type RowsProps = {
  items: readonly Operation[]
  /** The list is about one interface. */
  forEni?: boolean
  /** Live updates are paused. */
  paused?: boolean
  /** The page is about this list. */
  isPage?: boolean
  /** As `useSteadyRows` takes it. Of one interface the rows move at once: what was asked for there has to be seen. */
  question?: string | undefined
}

/** Operations as rows, each followed as long as it is open. */
export const OperationRows = ({ items, forEni = false, paused = false, isPage = false, question }: RowsProps) => {
  const t = useTranslations('operation.column')
  const columns = ['operation', 'state', ...(forEni ? [] : (['target'] as const)), 'addresses', 'started', 'took', 'by'] as const
  const box = useRef<HTMLUListElement>(null)
  useListRowKeys(box, isPage)
  const ordered = openFirst(items)
  const steady = useSteadyRows(box, ordered, ({ id }) => id, question)
  return (
    <div className="@container">
      {isPage ? <NewRows waiting={steady.waiting} onShow={steady.show} /> : null}
      <GridHeader grid={forEni ? rowGrid.eni : rowGrid.all} labels={columns.map((column) => t(column))} />
      <ul ref={box}>
        {(isPage ? steady.rows : ordered).map((operation) => (
          <OperationRow key={operation.id} operation={operation} forEni={forEni} paused={paused} />
        ))}
      </ul>
    </div>
  )
}

/** The latest operations, of all or of one interface, live. Part of a page that is about something else. */
export const OperationList = ({ eniId, limit }: { eniId?: string; limit: number }) => {
  const t = useTranslations('operation')
  const forEni = eniId !== undefined
  // Absent, not undefined: the server's prefetch writes the same key.
  const filter: OperationFilter = { ...(forEni ? { eni: eniId } : {}), limit }
  return (
    <ListBody
      list={useList(operationsQuery(filter))}
      failed={t('error.list')}
      rows={limit}
      empty={<EmptyState icon={<History />} title={forEni ? t('empty.eniTitle') : t('empty.title')} text={t('empty.text')} />}
    >
      {(items) => <OperationRows items={items} forEni={forEni} />}
    </ListBody>
  )
}
