'use client'
import { useTranslations } from 'use-intl'

/** Nothing is there, and we know it. What is not known is the word Unknown, never this. */
export const None = () => {
  const t = useTranslations('common')
  return (
    <span className="text-tertiary">
      <span aria-hidden>–</span>
      <span className="sr-only">{t('none')}</span>
    </span>
  )
}
