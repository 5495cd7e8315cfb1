'use client'
import { Search, X } from 'lucide-react'
import { useRef, type KeyboardEvent, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useProblemText } from '#components/form/use-problem-text.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { IconButton } from '#components/ui/icon-button.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import { useEarlyTyping } from '#components/ui/use-early-typing.ts'
import { paths } from '#lib/paths.ts'
import { useDebounced } from '#lib/query/use-debounced.ts'
import { PageTop } from '#components/ui/page-top.tsx'
import { SearchResults } from './search-results.tsx'
import { isIpv6 } from './search-term.ts'
import { useSearch } from './use-search.ts'

type SearchScreenProps = {
  /** How many regions of all accounts are configured. */
  regions: number
  /** Running and recent operations, filled in by the page. */
  operations: ReactNode
}

/** Not an address and not an id. Said when Enter asks, or when nothing more is typed: never in the middle of a word. */
const Unrecognised = ({ term }: { term: string }) => {
  const t = useTranslations('home')
  return (
    <Banner
      tone="info"
      title={t('unrecognisedTitle')}
      actions={
        <LinkButton size="sm" href={paths.enis({ q: term })}>
          {t('searchList')}
        </LinkButton>
      }
    >
      {t(isIpv6(term) ? 'ipv6Text' : 'unrecognisedText')}
    </Banner>
  )
}

const Outcome = ({ search }: { search: ReturnType<typeof useSearch> }) => {
  const t = useTranslations('home')
  const common = useTranslations('common')
  const text = useProblemText()
  const { term, kind, result, error, entered, searching } = search
  const idle = useDebounced(term, 1200) === term
  if (term === '') return null
  if (kind === undefined) return entered || idle ? <Unrecognised term={term} /> : null
  if (result !== undefined) return <SearchResults result={result} term={term} />
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

/** The start page: one box for an address, ENI, instance or MAC; below it what runs and what has run. */
export const SearchScreen = ({ regions, operations }: SearchScreenProps) => {
  const t = useTranslations('home')
  const search = useSearch()
  const box = useRef<HTMLInputElement>(null)
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
      const first = results.current?.querySelector<HTMLElement>('[data-hit]')
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
            hint={search.kind === undefined ? t('scope', { regions }) : t('readsAs', { kind: t(`kind.${search.kind}`) })}
          />
        </search>
      </div>
      <div ref={results} className="empty:hidden">
        <Outcome search={search} />
      </div>
      <section aria-labelledby="recent-operations">
        <h2 id="recent-operations" className="pb-2 text-lg font-semibold">
          {t('operations')}
        </h2>
        <div className="overflow-hidden rounded-lg border border-default bg-surface">{operations}</div>
      </section>
    </div>
  )
}
