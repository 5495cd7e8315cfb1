'use client'
import { useTranslations } from 'use-intl'
import { cx } from './class-names.ts'

type MeterProps = { used: number; limit?: number | undefined; added?: number; size?: 'small' | 'wide' }

const fill = (total: number, limit: number) => (total >= limit ? 'fill-danger' : total >= limit * 0.8 ? 'fill-warning' : 'fill-neutral')

/**
 * How much of a limit is used. `small`: 48×6 px with `4 / 10` beside it, for table cells; `wide`: full width under a sentence,
 * with `added` for what a form would add. An unknown limit draws no bar: `4 / ?`. SVG, because the CSP allows no style attribute.
 */
export const Meter = ({ used, limit, added = 0, size = 'small' }: MeterProps) => {
  const t = useTranslations('common')
  const total = used + added
  const known = limit !== undefined && limit > 0
  const share = (n: number) => `${known ? Math.min(100, Math.max(0, (n / limit) * 100)) : 0}%`
  const sentence =
    added > 0
      ? known
        ? t('meterAdded', { used, added, total, limit })
        : t('meterAddedUnknown', { used, added, total })
      : known
        ? t('meterUsed', { used, limit })
        : t('meterUsedUnknown', { used })
  const bar = known && (
    <svg aria-hidden className={cx('meter flex-none overflow-hidden rounded-full', size === 'small' ? 'h-1.5 w-12' : 'h-2 w-full')}>
      <rect width="100%" height="100%" className="meter-track fill-track" />
      {added > 0 && (
        <rect width={share(total)} height="100%" className={cx('meter-added', total > limit ? 'fill-danger' : 'fill-accent')} />
      )}
      <rect width={share(used)} height="100%" className={cx('meter-fill', added > 0 ? 'fill-neutral' : fill(used, limit))} />
    </svg>
  )
  if (size === 'wide')
    return (
      <div className="grid gap-1.5">
        {bar}
        <p className="num text-sm text-secondary">{sentence}</p>
      </div>
    )
  return (
    <span className="inline-flex items-center justify-end gap-2 align-middle whitespace-nowrap">
      {bar}
      <span aria-hidden className="num min-w-[7ch] text-right text-sm">
        {t('fraction', { used, limit: known ? limit : '?' })}
      </span>
      <span className="sr-only">{sentence}</span>
    </span>
  )
}
