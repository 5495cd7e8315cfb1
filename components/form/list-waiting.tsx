'use client'
import { CircleX } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { ProblemReport } from './problem-report.tsx'

type ListWaitingProps = { query: { isError: boolean; error: Error | null; refetch: () => Promise<unknown> }; title: string }

/** In place of a list that has never been read: it is on its way, or why it could not be read (`title`) and a way to try again. */
export const ListWaiting = ({ query, title }: ListWaitingProps) => {
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
    <div aria-busy className="grid gap-3 p-3">
      <Skeleton className="h-6 w-2/3" />
      <Skeleton className="h-6 w-1/2" />
    </div>
  )
}
