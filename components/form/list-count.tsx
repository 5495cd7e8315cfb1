'use client'
import { useEffect, useEffectEvent } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { cx } from '#components/ui/class-names.ts'
import { outdated } from '#components/ui/outdated.ts'
import { announce } from '#components/ui/live-region.tsx'
import { useDebounced } from '#lib/query/use-debounced.ts'

/**
 * Says how many there are, once for each `question`: a text that is another one for every filter, and undefined without one and until
 * its answer is here. Not at every poll, and not between two letters.
 */
export function useCountAnnounced(question: string | undefined, say: () => string): void {
  const settled = useDebounced(question, 600)
  const tell = useEffectEvent(() => announce(say()))
  useEffect(() => {
    if (settled !== undefined) tell()
  }, [settled])
}

type ListCountProps = { list: { total: number | undefined; isOld: boolean }; filter?: object }

/** How many there are, beside the title of a list; under a filter said as well. */
export const ListCount = ({ list: { total, isOld }, filter = {} }: ListCountProps) => {
  const t = useTranslations('form')
  const locale = useLocale()
  const isAnswer = total !== undefined && !isOld && Object.keys(filter).length > 0
  useCountAnnounced(isAnswer ? JSON.stringify(filter) : undefined, () => t('countAnnounced', { count: total ?? 0 }))
  if (total === undefined) return null
  return (
    <span data-count className={cx('num text-xl text-tertiary', isOld && outdated)}>
      {new Intl.NumberFormat(locale).format(total)}
    </span>
  )
}
