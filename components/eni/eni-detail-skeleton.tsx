'use client'
import { useTranslations } from 'use-intl'
import { Skeleton } from '#components/ui/skeleton.tsx'

/** The page of an ENI before it has come: the same boxes, and one word for all of them. */
export const EniDetailSkeleton = ({ eniId }: { eniId: string }) => {
  const t = useTranslations('eni.detail')
  return (
    <div aria-busy className="px-4 pt-4 pb-8 md:px-6">
      <h1 className="sr-only">
        {t('loading')} {eniId}
      </h1>
      <Skeleton className="h-4 w-48" />
      <Skeleton className="mt-2 mb-6 h-7 w-72" />
      <div className="mb-6 grid gap-3 md:grid-cols-2 xl:grid-cols-3">
        {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
          <Skeleton key={key} className="h-5" />
        ))}
      </div>
      <div className="rounded-lg border border-default bg-surface p-3">
        {['a', 'b', 'c', 'd'].map((key) => (
          <Skeleton key={key} className="my-3 h-5" />
        ))}
      </div>
    </div>
  )
}
