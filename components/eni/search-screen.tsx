'use client'
import { Search, X } from 'lucide-react'
import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useProblemText } from '#components/form/use-problem-text.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useEarlyTyping } from '#components/ui/use-early-typing.ts'
import { paths } from '#lib/paths.ts'
import type { ExactTerm } from '#lib/plan/search-term.ts'
import { useDebounced } from '#lib/query/use-debounced.ts'
import { PageTop } from '#components/ui/page-top.tsx'
import { StaleTrouble } from './eni-trouble.tsx'
import { SeeAll } from './see-all.tsx'
import { SearchResults } from './search-results.tsx'
import { SearchUnrecognised } from './search-unrecognised.tsx'
import { useSearch } from './use-search.ts'

type SearchScreenProps = {
  /** How many regions of all accounts are configured. */
  regions: number
  writesAllowed: boolean
  /** Running and recent operations, filled in by the page. */
  operations: ReactNode
}

const Outcome = ({ search, writesAllowed }: { search: ReturnType<typeof useSearch>; writesAllowed: boolean }) => {
  const t = useTranslations('home')
  const common = useTranslations('common')
  const text = useProblemText()
  const { term, sought, exact, result, error, entered, searching } = search
  const idle = useDebounced(term, 1200) === term
  if (term === '') return null
  if (exact === undefined) return entered || idle ? <SearchUnrecognised term={sought} /> : null
  if (result !== undefined)
    return (
      <div>
        {error !== null && <StaleTrouble observedAt={result.observedAt} error={error} onRetry={search.retry} />}
        <SearchResults result={result} sought={exact} writesAllowed={writesAllowed} />
      </div>
    )
  if (error !== null)
    return (
      <Banner
        tone="danger"
        title={t('failed')}
        actions={
          <Button size="sm" onClick={search.retry}>
            {common('retry')}
          </Button>
        }
      >
        {text(error)}
      </Banner>
    )
  return searching ? (
    <div aria-busy className="grid gap-3">
      <span className="sr-only">{t('searching')}</span>
      <Skeleton className="h-6 w-64" />
      <Skeleton className="h-40 rounded-lg" />
    </div>
  ) : null
}

/** What is typed is not always what is looked up: a port or a quote is left out, and that is seen. */
const ReadsAs = ({ text, term: { kind, value } }: { text: string; term: ExactTerm }) => {
  const t = useTranslations('home')
  const as = t(`kind.${kind}`)
  return text === value ? t('readsAs', { kind: as }) : t('readsAsValue', { kind: as, value })
}

/** The start page: one box for an address, ENI, instance or MAC; below it what runs and what has run. */
export const SearchScreen = ({ regions, writesAllowed, operations }: SearchScreenProps) => {
  const t = useTranslations('home')
  const box = useRef<HTMLInputElement>(null)
  const search = useSearch(box)
  const results = useRef<HTMLDivElement>(null)
  useEarlyTyping(box, search.type)
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    // Enter that picks a candidate of an input method is not ours.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'Enter') {
      event.preventDefault()
      search.enter()
    } else if (event.key === 'Escape' && search.text !== '') {
      event.preventDefault()
      search.type('')
    } else if (event.key === 'ArrowDown') {
      const first = results.current?.querySelector<HTMLElement>('[data-hit], [data-lies]')
      if (!first) return
      event.preventDefault()
      first.focus()
    }
  }
  return (
    <div className="mx-auto grid max-w-5xl gap-6 px-4 pb-8 md:px-6">
      <div>
        <PageTop title={t('title')} />
        <search className="block [&_input]:min-h-11 [&_input]:text-lg!">
          <TextField
            ref={box}
            data-page-search
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page is this box; browsers on touch ignore it, so no keyboard pops up
            autoFocus
            label={t('label')}
            value={search.text}
            onChange={(event) => search.type(event.target.value)}
            onKeyDown={onKeyDown}
            placeholder={t('placeholder')}
            inputMode="text"
            autoCapitalize="none"
            enterKeyHint="search"
            mono
            icon={<Search />}
            after={
              search.text === '' ? undefined : (
                <IconButton
                  size="sm"
                  label={t('clear')}
                  icon={<X />}
                  onClick={() => {
                    search.type('')
                    box.current?.focus()
                  }}
                />
              )
            }
            hint={search.exact === undefined ? t('scope', { regions }) : <ReadsAs text={search.text} term={search.exact} />}
          />
        </search>
      </div>
      <div ref={results} className="empty:hidden">
        <Outcome search={search} writesAllowed={writesAllowed} />
      </div>
      <section aria-labelledby="recent-operations">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 pb-2">
          <h2 id="recent-operations" className="text-lg font-semibold">
            {t('operations')}
          </h2>
          <SeeAll href={paths.operations()} />
        </div>
        <div className="overflow-hidden rounded-lg border border-default bg-surface">{operations}</div>
      </section>
    </div>
  )
}
