'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { CircleX, History, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { operationsQuery, type OperationFilter } from '#lib/query/operation.ts'
import { isEnded, type Operation } from '#lib/schema/operation.ts'
import { OperationRow, rowGrid } from './operation-row.tsx'
import { useAbsolute } from './use-absolute.ts'

type OperationListProps = {
  /** Only those of one interface. */
  eniId?: string
  /** Only those that have not ended. */
  open?: boolean
  state?: string
  q?: string
  /** How many at first. Without `paged` there are never more. */
  limit?: number
  paged?: boolean
  /** Instead of the usual words when there is nothing to list. */
  empty?: ReactNode
}

const Header = ({ forEni }: { forEni: boolean }) => {
  const t = useTranslations('operation.column')
  const columns = ['operation', 'state', ...(forEni ? [] : (['target'] as const)), 'addresses', 'started', 'took', 'by'] as const
  return (
    <div
      aria-hidden
      className={`hidden h-9 items-center gap-x-3 border-b border-default bg-subtle px-3 text-sm font-semibold text-secondary @4xl:grid ${forEni ? rowGrid.eni : rowGrid.all}`}
    >
      {columns.map((column) => (
        <span key={column}>{t(column)}</span>
      ))}
    </div>
  )
}

const Loading = ({ rows }: { rows: number }) => (
  <div aria-busy>
    {Array.from({ length: rows }, (_, row) => (
      <div key={row} className="border-b border-subtle px-3 py-2.5">
        <Skeleton className="h-5 w-2/3" />
      </div>
    ))}
  </div>
)

/** What moves or waits for somebody comes first; the rest newest first, as the server sent it. */
const openFirst = (items: readonly Operation[]): Operation[] => [
  ...items.filter(({ state }) => !isEnded(state)),
  ...items.filter(({ state }) => isEnded(state)),
]

/** Operations, newest first, live. */
export const OperationList = ({ eniId, open, state, q, limit, paged = false, empty }: OperationListProps) => {
  const t = useTranslations('operation')
  const common = useTranslations('common')
  const absolute = useAbsolute()
  // Absent, not undefined: the server's prefetch writes the same key.
  const filter: OperationFilter = {
    ...(eniId === undefined ? {} : { eni: eniId }),
    ...(open === true ? { open } : {}),
    ...(state === undefined ? {} : { state }),
    ...(q === undefined || q === '' ? {} : { q }),
    ...(limit === undefined ? {} : { limit }),
  }
  const query = useInfiniteQuery(operationsQuery(filter))
  const filtered = filter.q !== undefined || filter.state !== undefined || filter.open !== undefined
  if (query.data === undefined) {
    if (!query.isError) return <Loading rows={Math.min(limit ?? 8, 12)} />
    return (
      <EmptyState
        icon={<CircleX />}
        title={t('error.list')}
        text={<ProblemReport error={query.error} />}
        action={<Button onClick={() => void query.refetch()}>{common('retry')}</Button>}
      />
    )
  }
  const items = openFirst(query.data.pages.flatMap((page) => page.items))
  const forEni = eniId !== undefined
  if (items.length === 0) {
    if (empty !== undefined) return empty
    return filtered ? (
      <EmptyState icon={<SearchX />} title={t('empty.matchTitle')} text={t('empty.matchText')} />
    ) : (
      <EmptyState icon={<History />} title={forEni ? t('empty.eniTitle') : t('empty.title')} text={t('empty.text')} />
    )
  }
  return (
    <div className="@container">
      {query.isError ? (
        <Banner
          tone="warning"
          title={t('error.stale', { time: absolute(query.dataUpdatedAt) })}
          actions={
            <Button size="sm" pending={query.isFetching} onClick={() => void query.refetch()}>
              {common('retry')}
            </Button>
          }
        />
      ) : null}
      <Header forEni={forEni} />
      <ul>
        {items.map((operation) => (
          <OperationRow key={operation.id} operation={operation} forEni={forEni} />
        ))}
      </ul>
      {paged && query.hasNextPage ? (
        <div className="flex justify-center p-3">
          <Button pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('filter.loadOlder')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
