'use client'
import { useEffect, useEffectEvent, useState } from 'react'
import type { EniList } from './use-eni-list.ts'

/** Rows that are read for the sake of one: a longer list is not read to its end because of a link. */
const rowsMax = 1000

/** A link to an interface beside the list (`?eni=`) leads to its row also where the server has not sent that row yet. */
export function useLinkedRow({ rows, loadMore, loadingMore, error }: EniList, eniId: string | undefined, enabled: boolean): void {
  const [linked] = useState(eniId)
  const lacks =
    enabled && linked !== undefined && linked === eniId && rows.length < rowsMax && rows.every(({ eni }) => eni.eniId !== linked)
  const ask = useEffectEvent(() => loadMore?.())
  const next = lacks && !loadingMore && error === null && loadMore !== undefined
  useEffect(() => {
    if (next) ask()
  }, [next])
}
