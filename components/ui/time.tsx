'use client'
import { useTimeZone, useTranslations } from 'use-intl'
import { cx } from './class-names.ts'
import { useNow } from './now.ts'
import { absoluteText, ageUnit, dayMs } from './time-text.ts'

/**
 * A point in time. `relative`: "3 min ago" up to a day, then the date and time; the absolute time with its zone is the title.
 * `absolute`: `2026-11-22 21:55:03 (UTC+8)`. `at` is ISO 8601.
 */
export const Time = ({ at, mode = 'relative' }: { at: string; mode?: 'relative' | 'absolute' }) => {
  const t = useTranslations('common')
  const timeZone = useTimeZone() ?? 'UTC'
  const now = useNow(mode === 'relative' ? 1000 : dayMs)
  const millis = Date.parse(at)
  if (Number.isNaN(millis)) return <span data-raw>{at}</span>
  const absolute = absoluteText(millis, timeZone)
  const age = now - millis
  const text =
    mode === 'absolute' || age >= dayMs
      ? absolute
      : age < 2000
        ? t('justNow')
        : t(`ago.${ageUnit(age).unit}`, { value: ageUnit(age).value })
  return (
    <time
      dateTime={at}
      title={absolute}
      data-raw={text === absolute || undefined}
      // A date with its time and zone is wider than half of a narrow screen: it may break between them there.
      className={cx('num whitespace-nowrap', text === absolute && 'max-md:whitespace-normal')}
    >
      {text}
    </time>
  )
}
