'use client'
import { useTimeZone, useTranslations } from 'use-intl'
import { cx } from './class-names.ts'
import { useNow } from './now.ts'
import { absoluteText, ageUnit } from './time-text.ts'

/** "Updated 12 s ago": how old the data on the screen is. Amber, with the same words, once older than `staleAfterMs`. */
export const Age = ({ observedAt, staleAfterMs = 120_000 }: { observedAt: string; staleAfterMs?: number }) => {
  const t = useTranslations('common')
  const timeZone = useTimeZone() ?? 'UTC'
  const age = useNow() - Date.parse(observedAt)
  if (Number.isNaN(age)) return null
  return (
    <time
      dateTime={observedAt}
      title={t('observedAt', { time: absoluteText(Date.parse(observedAt), timeZone) })}
      className={cx('num text-xs whitespace-nowrap', age > staleAfterMs ? 'font-semibold text-warning' : 'text-tertiary')}
    >
      {age < 2000 ? t('updatedNow') : t('updatedAgo', { age: t(`ago.${ageUnit(age).unit}`, { value: ageUnit(age).value }) })}
    </time>
  )
}
