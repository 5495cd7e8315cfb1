'use client'
import { useTranslations } from 'use-intl'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Ident } from '#components/ui/ident.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import type { ExactTerm } from '#lib/plan/search-term.ts'
import type { SearchResult } from '#lib/schema/search.ts'
import { PastLinks } from './address-past.tsx'
import { PastElsewhere } from './past-elsewhere.tsx'
import { SearchHit } from './search-hit.tsx'
import { SearchNothing } from './search-nothing.tsx'
import { pastIn } from './search-past.ts'
import { AsOf, Unreached } from './search-reach.tsx'
import { SearchScope } from './search-scope.tsx'
import { isOfSeveralAccounts } from './use-search.ts'

type ResultsProps = { result: SearchResult; sought: ExactTerm; writesAllowed: boolean }

/** The owners of what was looked for, or what "not found" is worth. */
export const SearchResults = ({ result, sought, writesAllowed }: ResultsProps) => {
  const t = useTranslations('home')
  const { items, searched, observedAt } = result
  const { kind, value: term } = sought
  const [first] = items
  if (first === undefined) return <SearchNothing result={result} sought={sought} writesAllowed={writesAllowed} />
  return (
    <section aria-labelledby="search-result" className="grid gap-3">
      <Unreached searched={searched} />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 id="search-result" className="text-lg font-semibold">
          {t('results', { count: items.length })} <Ident value={term} className="text-lg!" />
        </h2>
        {items.length === 1 && (
          <span className="text-sm text-secondary coarse:hidden">
            <Kbd>Enter</Kbd> {t('enterOpens')}
          </span>
        )}
        <span className="ml-auto">
          <AsOf result={result} />
        </span>
      </div>
      {kind === 'ip' && items.length > 1 && <p className="text-sm text-secondary">{t('severalVpcs')}</p>}
      <ul className="grid gap-3">
        {items.map((hit) => (
          <SearchHit
            key={`${hit.eni.account}/${hit.eni.region}/${hit.eni.eniId}/${hit.ip ?? ''}`}
            hit={hit}
            past={pastIn(result, hit.eni, hit.ip)}
            observedAt={observedAt}
            severalAccounts={isOfSeveralAccounts(result)}
            writesAllowed={writesAllowed}
          />
        ))}
      </ul>
      <PastElsewhere result={result} sought={sought} />
      {kind === 'ip' && <PastLinks ip={first.ip ?? term} />}
      <Disclosure summary={t('searched')}>
        <SearchScope searched={searched} />
      </Disclosure>
    </section>
  )
}
