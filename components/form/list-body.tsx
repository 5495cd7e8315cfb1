'use client'
import type { ReactNode } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { cx } from '#components/ui/class-names.ts'
import { outdated } from '#components/ui/outdated.ts'
import { absoluteText } from '#components/ui/time-text.ts'
import type { List } from '#lib/query/use-list.ts'
import { ListWaiting } from './list-waiting.tsx'
import { LoadMore } from './load-more.tsx'

type ListBodyProps<Item> = {
  list: List<Item>
  /** Said where it could not be read. */
  failed: string
  /** In place of rows where there are none. */
  empty: ReactNode
  /** The button for more rows; without it there are never more. */
  more?: string
  /** How many rows are likely to come. */
  rows?: number
  children: (items: Item[]) => ReactNode
}

/** A list in every state it can be in: on its way, failed, empty, old, the answer to an earlier question. */
export const ListBody = <Item,>({ list, failed, empty, more, rows, children }: ListBodyProps<Item>) => {
  const t = useTranslations('form')
  const common = useTranslations('common')
  const timeZone = useTimeZone() ?? 'UTC'
  const { query, items, readAt, isOld } = list
  if (items === undefined) return <ListWaiting query={query} title={failed} {...(rows === undefined ? {} : { rows })} />
  return (
    <>
      {query.isError && !query.isFetchNextPageError && readAt !== undefined ? (
        <Banner
          tone="warning"
          title={t('listStale', { time: absoluteText(Date.parse(readAt), timeZone) })}
          actions={
            <Button size="sm" pending={query.isFetching} onClick={() => void query.refetch()}>
              {common('retry')}
            </Button>
          }
        />
      ) : null}
      <div aria-busy={isOld || undefined} className={cx(isOld && outdated)}>
        {items.length === 0 ? empty : children(items)}
        {more === undefined ? null : <LoadMore query={query} failed={failed} label={more} />}
      </div>
    </>
  )
}
