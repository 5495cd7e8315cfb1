'use client'
import { useTranslations } from 'use-intl'
import { Skeleton } from '#components/ui/skeleton.tsx'

/** What stands in the panel before its interface, or its own code, has come. */
export const PanelSkeleton = () => {
  const t = useTranslations('eni.detail')
  return (
    <div aria-busy className="grid gap-3 px-4 py-3">
      <span className="sr-only">{t('loading')}</span>
      {Array.from({ length: 6 }, (_, at) => (
        <Skeleton key={at} className="h-5" />
      ))}
    </div>
  )
}
