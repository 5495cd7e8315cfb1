'use client'
import { useTimeZone, useTranslations } from 'use-intl'
import { cx } from './class-names.ts'
import { useNow } from './now.ts'
import { absoluteText, ageUnit } from './time-text.ts'

/**
 * Data that is older did not come as it should, milliseconds: the server reads anew what is older than a minute when somebody asks, and
 * pages ask every half minute.
 */
export const oldAfterMs = 120_000

/** "Updated 12 s ago": how old the data on the screen is. Amber, with the same words, once older than `staleAfterMs`. */
export const Age = ({ observedAt, staleAfterMs = oldAfterMs }: { observedAt: string; staleAfterMs?: number }) => {
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
