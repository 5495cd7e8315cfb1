'use client'
import { useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import { Banner } from '#components/ui/banner.tsx'

const subscribe = (wake: () => void) => {
  window.addEventListener('online', wake)
  window.addEventListener('offline', wake)
  return () => {
    window.removeEventListener('online', wake)
    window.removeEventListener('offline', wake)
  }
}

/** True while the browser knows that it has no network. Forms give it as the reason why they cannot send. */
export const useOffline = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => !navigator.onLine,
    () => false,
  )

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
