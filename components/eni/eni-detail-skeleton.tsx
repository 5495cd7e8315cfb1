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
      <Skeleton className="my-1 h-4 w-48" />
      <Skeleton className="mt-2 h-7 w-72 max-w-full" />
      {/* A phone has the actions under the title, and what the interface is like below its addresses. */}
      <div className="mt-2 grid gap-2 md:hidden">
        <Skeleton className="h-11 w-56" />
        <Skeleton className="h-11" />
      </div>
      <Skeleton className="mt-2 mb-3 h-6 w-36" />
      <div className="mb-6 hidden gap-x-6 gap-y-3 rounded-lg border border-default bg-surface px-4 py-4 md:grid md:grid-cols-2 xl:grid-cols-3">
        {Array.from({ length: 12 }, (_, at) => (
          <Skeleton key={at} className="h-5" />
        ))}
      </div>
      <Skeleton className="mb-2 h-6 w-32" />
      <div className="rounded-lg border border-default bg-surface">
        {['a', 'b', 'c', 'd'].map((key) => (
          <div key={key} className="flex h-row items-center border-b border-subtle px-3 last:border-b-0 max-md:h-17">
            <Skeleton className="h-3 w-3/4" />
          </div>
        ))}
      </div>
    </div>
  )
}
