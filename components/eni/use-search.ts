'use client'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { debounce, parseAsString, throttle, useQueryState } from 'nuqs'
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react'
import { announce } from '#components/ui/live-region.tsx'
import { isExact, parseSearchTerm } from '#lib/plan/search-term.ts'
import { searchQuery } from '#lib/query/search.ts'
import { useDebounced } from '#lib/query/use-debounced.ts'
import type { SearchResult } from '#lib/schema/search.ts'
import { useTranslations } from 'use-intl'
import { eniHref } from './eni-href.ts'
import { searchQuestion } from './search-question.ts'

export const hitHref = ({ eni, ip }: SearchResult['items'][number]): string => eniHref(eni, ip)

/** Some of what is searched is still being read: what has not been found may be there. */
export const isStillLooking = ({ searched }: SearchResult): boolean => searched.some(({ error }) => error === 'loading')
/** Everything was searched: only then is one hit the only one, and none none. */
export const isWhole = ({ searched }: SearchResult): boolean => searched.every(({ error }) => error === undefined)

/** Then it has to be said whose something is. */
export const isOfSeveralAccounts = ({ searched }: SearchResult): boolean => new Set(searched.map(({ account }) => account)).size > 1

/** One press of Enter: each is an object of its own, and is answered once. */
type Enter = { term: string }

const onlyHit = ({ items: [only, another] }: SearchResult) => (another === undefined ? only : undefined)

/**
 * The search box: asks when a whole address or id stands still for a quarter of a second, or at once on Enter. Enter opens the one
 * hit that is shown. Before the answer it opens the hit of the first answer for which nothing is being read any more, if there is one
 * alone and everything could be searched; after that answer, or once the box was left, nothing is opened unasked.
 */
export function useSearch(box: RefObject<HTMLInputElement | null>) {
  const router = useRouter()
  const t = useTranslations('home')
  const [text, setText] = useQueryState('q', parseAsString.withDefault(''))
  const sought = parseSearchTerm(text)
  const term = sought.value
  const [enter, setEnter] = useState<Enter>()
  const entered = enter?.term === term
  const still = useDebounced(term, 250)
  const asked = entered ? term : still
  const { data, error, isFetching, refetch } = useQuery(searchQuery(searchQuestion(asked)))
  // An answer to other words than those in the box is not shown: it would read as the answer to these.
  const result = data !== undefined && asked === term ? data : undefined

  const said = useRef('')
  const arrived = useEffectEvent((found: SearchResult) => {
    const count = found.items.length
    const words = count > 0 || isWhole(found) ? 'announceResults' : isStillLooking(found) ? undefined : 'announceNotSoFar'
    // A later look that finds the same is no news.
    if (words === undefined || said.current === `${term} ${count} ${words}`) return
    said.current = `${term} ${count} ${words}`
    announce(t(words, { count, q: term }))
  })
  useEffect(() => {
    if (result !== undefined) arrived(result)
  }, [result])

  const answer = result !== undefined && !isStillLooking(result) ? result : error
  const served = useRef<Enter>(undefined)
  const answered = useEffectEvent((press: Enter, last: SearchResult | Error) => {
    if (press === served.current || press.term !== term) return
    served.current = press
    const hit = last instanceof Error || !isWhole(last) ? undefined : onlyHit(last)
    if (hit !== undefined && document.activeElement === box.current) router.push(hitHref(hit))
  })
  useEffect(() => {
    if (enter !== undefined && answer !== null) answered(enter, answer)
  }, [enter, answer])

  const onEnter = async () => {
    const shown = result === undefined ? undefined : onlyHit(result)
    // The URL first: an update of it that comes during a navigation would call the navigation off.
    await setText(text, { history: 'replace', limitUrlUpdates: throttle(50) })
    if (shown !== undefined) return router.push(hitHref(shown))
    setEnter({ term })
  }
  const type = (next: string) => {
    setEnter(undefined)
    void setText(next, { history: 'replace', limitUrlUpdates: debounce(200) })
  }
  return {
    text,
    term,
    ...(isExact(sought) ? { sought, exact: sought } : { sought, exact: undefined }),
    result,
    error: asked === term ? error : null,
    searching: isExact(sought) && isFetching,
    entered,
    enter: () => void onEnter(),
    type,
    retry: () => void refetch(),
  }
}
