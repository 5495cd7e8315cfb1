'use client'
import { useEffect } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { announce } from '#components/ui/live-region.tsx'
import { useDebounced } from '#lib/query/use-debounced.ts'
import type { EniList } from './use-eni-list.ts'

/** How many there are, honestly: `1,284`, `12 of 1,284` under a filter, `1,284+` while parts are missing or still coming. */
export const EniCount = ({ list, filtered }: { list: EniList; filtered: boolean }) => {
  const t = useTranslations('eni')
  const locale = useLocale()
  const number = new Intl.NumberFormat(locale)
  const atLeast = (n: number) => (list.complete ? number.format(n) : t('countAtLeast', { count: number.format(n) }))
  const settled = useDebounced(filtered && !list.pending ? list.matching : undefined, 600)
  useEffect(() => {
    if (settled !== undefined) announce(t('countAnnounced', { count: settled }))
  }, [settled, t])
  if (list.observedAt === undefined) return null
  const shown = list.byServer || list.complete ? list.matching : list.rows.length
  const text = filtered && list.total !== undefined ? t('countFiltered', { shown: number.format(shown), total: atLeast(list.total) }) : atLeast(filtered ? shown : list.byServer ? shown : list.rows.length)
  return (
    <span data-count className="num text-xl text-tertiary">
      {text}
    </span>
  )
}
