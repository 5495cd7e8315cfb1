'use client'
import { useTranslations } from 'use-intl'
import { Banner } from '#components/ui/banner.tsx'
import { useOffline } from '#components/ui/use-offline.ts'

/** Says that what is on the page may be old, for as long as there is no network. Goes away by itself. */
export const OfflineBanner = () => {
  const t = useTranslations('shell')
  return useOffline() ? (
    <div className="px-4 pt-3 md:px-6">
      <Banner tone="warning" title={t('offline')}>
        {t('offlineText')}
      </Banner>
    </div>
  ) : null
}
