'use client'
import { CircleX } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { VisuallyHidden } from '#components/ui/visually-hidden.tsx'
import { ProblemReport } from './problem-report.tsx'

type ListWaitingProps = { query: { isError: boolean; error: Error | null; refetch: () => Promise<unknown> }; title: string; rows?: number }

/** In place of a list that has never been read: it is on its way, or why it could not be read (`title`) and a way to try again. */
export const ListWaiting = ({ query, title, rows = 8 }: ListWaitingProps) => {
  const t = useTranslations('common')
  if (query.isError)
    return (
      <EmptyState
        icon={<CircleX />}
        title={title}
        text={<ProblemReport error={query.error} />}
        action={<Button onClick={() => void query.refetch()}>{t('retry')}</Button>}
      />
    )
  return (
    <div aria-busy>
      <VisuallyHidden>{t('loading')}</VisuallyHidden>
      {Array.from({ length: Math.min(rows, 12) }, (_, row) => (
        <div key={row} aria-hidden className="border-b border-subtle px-3 py-2.5">
          <Skeleton className="h-5 w-2/3" />
        </div>
      ))}
    </div>
  )
}
