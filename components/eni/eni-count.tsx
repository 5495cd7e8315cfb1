'use client'
import { useLocale, useTranslations } from 'use-intl'
import { useCountAnnounced } from '#components/form/list-count.tsx'
import { cx } from '#components/ui/class-names.ts'
import { outdated } from '#components/ui/outdated.ts'
import type { EniList } from './use-eni-list.ts'

/** How many there are, honestly: `1,284`, `12 of 1,284` under a filter, `1,284+` while parts are missing or still coming. */
export const EniCount = ({ list, filters }: { list: EniList; filters: readonly string[] }) => {
  const t = useTranslations('eni')
  const locale = useLocale()
  const number = new Intl.NumberFormat(locale)
  const filtered = filters.length > 0
  const isAnswer = filtered && !list.pending && !list.isOld && (list.byServer || !list.loadingMore)
  useCountAnnounced(isAnswer ? filters.join('\n') : undefined, () => t('countAnnounced', { count: list.matching }))
  if (list.observedAt === undefined) return null
  const maybeMore = (n: number, all: boolean) => (all ? number.format(n) : t('countAtLeast', { count: number.format(n) }))
  const total = list.total === undefined ? undefined : maybeMore(list.total, list.missing.length === 0)
  const text = filtered || total === undefined ? maybeMore(list.matching, list.complete) : total
  return (
    <span data-count className={cx('num text-xl text-tertiary', list.isOld && outdated)}>
      {filtered && total !== undefined ? t('countFiltered', { shown: text, total }) : text}
    </span>
  )
}
