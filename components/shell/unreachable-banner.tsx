'use client'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { Banner } from '#components/ui/banner.tsx'
import { announce } from '#components/ui/live-region.tsx'
import { useUnreachable } from '#lib/query/use-reach.ts'

/** Says that the server does not answer, and what that means for the page and for a form on it. Goes away by itself. */
export const UnreachableBanner = () => {
  const t = useTranslations('shell')
  const unreachable = useUnreachable()
  useEffect(() => {
    if (unreachable) announce(t('unreachable'))
  }, [unreachable, t])
  return unreachable ? (
    <div className="px-4 pt-3 md:px-6">
      <Banner tone="warning" title={t('unreachable')}>
        {t('unreachableText')}
      </Banner>
    </div>
  ) : null
}
