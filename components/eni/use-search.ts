'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { debounce, parseAsString, throttle, useQueryState } from 'nuqs'
import { useEffect, useEffectEvent, useState } from 'react'
import { announce } from '#components/ui/live-region.tsx'
import { searchQuery } from '#lib/query/search.ts'
import { useDebounced } from '#lib/query/use-debounced.ts'
import type { SearchResult } from '#lib/schema/search.ts'
import { useTranslations } from 'use-intl'
import { eniHref } from './eni-href.ts'
import { plainTerm, recognise } from './search-term.ts'

export const hitHref = ({ eni, ip }: SearchResult['items'][number]): string => eniHref(eni, ip)

/**
 * The search box: asks when a whole address or id stands still for a quarter of a second, or at once on Enter; Enter with exactly
 * one hit opens it, also if the answer is still on its way.
 */
export function useSearch() {
  const router = useRouter()
  const t = useTranslations('home')
  const [text, setText] = useQueryState('q', parseAsString.withDefault(''))
  const term = plainTerm(text)
  const [entered, setEntered] = useState<string>()
  const still = useDebounced(term, 250)
  const asked = entered === term ? term : still
  const kind = recognise(term)
  const { data, error, isFetching, refetch } = useQuery(searchQuery(recognise(asked) === undefined ? '' : asked))
  // An answer to other words than those in the box is not shown: it would read as the answer to these.
  const result = data !== undefined && asked === term ? data : undefined

  // Enter may come before the answer: the hit is opened when it is here.
  const [only, another] = result?.items ?? []
  const goTo = entered === term && only !== undefined && another === undefined ? hitHref(only) : undefined
  useEffect(() => {
    if (goTo !== undefined) router.push(goTo)
  }, [goTo, router])
  const arrived = useEffectEvent((found: SearchResult) => announce(t('announceResults', { count: found.items.length, q: term })))
  useEffect(() => {
    if (result !== undefined) arrived(result)
  }, [result])

  const enter = async () => {
    // The URL first: an update of it that comes during a navigation would call the navigation off.
    await setText(text, { history: 'replace', limitUrlUpdates: throttle(50) })
    setEntered(term)
  }
  const type = (next: string) => {
    setEntered(undefined)
    void setText(next, { history: 'replace', limitUrlUpdates: debounce(200) })
  }
  return {
    text,
    term,
    kind,
    result,
    error: asked === term ? error : null,
    searching: kind !== undefined && isFetching,
    entered: entered === term,
    enter: () => void enter(),
    type,
    retry: () => void refetch(),
  }
}
