'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { CircleX, ScrollText, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { absoluteText } from '#components/ui/time-text.ts'
import { auditQuery } from '#lib/query/audit.ts'
import type { AuditFilter } from '#lib/schema/audit.ts'
import { AuditRow, rowGrid } from './audit-row.tsx'

const columns = ['time', 'who', 'action', 'object', 'resultColumn'] as const

const Header = () => {
  const t = useTranslations('audit')
  return (
    <div
      aria-hidden
      className={`hidden h-9 items-center gap-x-4 border-b border-default bg-subtle px-3 text-sm font-semibold text-secondary @4xl:grid ${rowGrid}`}
    >
      {columns.map((column) => (
        <span key={column}>{t(column)}</span>
      ))}
    </div>
  )
}

const Loading = () => (
  <div aria-busy>
    {Array.from({ length: 8 }, (_, row) => (
      <div key={row} className="border-b border-subtle px-3 py-2.5">
        <Skeleton className="h-5 w-2/3" />
      </div>
    ))}
  </div>
)

/** The rows, newest first. Older ones are loaded on request, so that the place stays and the end of the page can be reached. */
export const AuditList = ({ filter, clear }: { filter: AuditFilter; clear: ReactNode }) => {
  const t = useTranslations('audit')
  const common = useTranslations('common')
  const timeZone = useTimeZone() ?? 'UTC'
  const query = useInfiniteQuery(auditQuery(filter))
  if (query.data === undefined) {
    if (!query.isError) return <Loading />
    return (
      <EmptyState
        icon={<CircleX />}
        title={t('failed')}
        text={<ProblemReport error={query.error} />}
        action={<Button onClick={() => void query.refetch()}>{common('retry')}</Button>}
      />
    )
  }
  const rows = query.data.pages.flatMap((page) => page.items)
  const stale = query.isError ? (
    <Banner
      tone="warning"
      title={t('stale', { time: absoluteText(query.dataUpdatedAt, timeZone) })}
      actions={
        <Button size="sm" pending={query.isFetching} onClick={() => void query.refetch()}>
          {common('retry')}
        </Button>
      }
    />
  ) : null
  if (rows.length === 0)
    return (
      <>
        {stale}
        {Object.keys(filter).length > 0 ? (
          <EmptyState icon={<SearchX />} title={t('noMatchTitle')} text={t('noMatchText')} action={clear} />
        ) : (
          <EmptyState icon={<ScrollText />} title={t('emptyTitle')} text={t('emptyText')} />
        )}
      </>
    )
  return (
    <div className="@container">
      {stale}
      <Header />
      <ul>
        {rows.map((row) => (
          <AuditRow key={row.seq} row={row} open={filter.seq === row.seq} />
        ))}
      </ul>
      {query.hasNextPage ? (
        <div className="flex justify-center p-3">
          <Button pending={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('loadOlder')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}
