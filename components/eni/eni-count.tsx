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
  const settled = useDebounced(filtered && !list.pending ? list.matching : undefined, 600)
  useEffect(() => {
    if (settled !== undefined) announce(t('countAnnounced', { count: settled }))
  }, [settled, t])
  if (list.observedAt === undefined) return null
  const maybeMore = (n: number, all: boolean) => (all ? number.format(n) : t('countAtLeast', { count: number.format(n) }))
  const total = list.total === undefined ? undefined : maybeMore(list.total, list.missing.length === 0)
  const text = filtered || total === undefined ? maybeMore(list.matching, list.complete) : total
  return (
    <span data-count className="num text-xl text-tertiary">
      {filtered && total !== undefined ? t('countFiltered', { shown: text, total }) : text}
    </span>
  )
}
