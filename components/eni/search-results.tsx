'use client'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { Age } from '#components/ui/age.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Ident } from '#components/ui/ident.tsx'
import { Kbd } from '#components/ui/kbd.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { Status } from '#components/ui/status.tsx'
import { paths } from '#lib/paths.ts'
import { listMayHave, type ExactTerm } from '#lib/plan/search-term.ts'
import type { SearchResult } from '#lib/schema/search.ts'
import { PastLinks } from './address-past.tsx'
import { SearchHit } from './search-hit.tsx'
import { PastElsewhere } from './past-elsewhere.tsx'
import { SearchScope } from './search-scope.tsx'
import { pastIn } from './search-past.ts'
import { isOfSeveralAccounts, isStillLooking, isWhole } from './use-search.ts'

const Unreached = ({ searched }: Pick<SearchResult, 'searched'>) => {
  const t = useTranslations('home')
  const parts = searched.filter(({ error }) => error !== undefined && error !== 'loading')
  if (parts.length === 0) return null
  return (
    <Banner tone="warning" title={t('incompleteTitle')}>
      {t('incompleteText', { regions: parts.map(({ account, region }) => `${region} (${account})`).join(', ') })}
    </Banner>
  )
}

const StillLooking = ({ result }: { result: SearchResult }) => {
  const t = useTranslations('home')
  if (!isStillLooking(result)) return null
  return (
    <Status tone="pending" form="badge" icon={<Spinner />}>
      {t('stillLooking')}
    </Status>
  )
}

type ResultsProps = { result: SearchResult; sought: ExactTerm; writesAllowed: boolean }

/** The owners of what was looked for, or what "not found" is worth. */
export const SearchResults = ({ result, sought, writesAllowed }: ResultsProps) => {
  const t = useTranslations('home')
  const { items, searched, observedAt } = result
  const { kind, value: term } = sought
  const severalAccounts = isOfSeveralAccounts(result)
  if (items.length === 0)
    return (
      <section aria-labelledby="search-result" className="grid gap-3">
        <Unreached searched={searched} />
        <div>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h2 id="search-result" className="text-lg font-semibold">
              {isWhole(result) ? t(`notFound.${kind}`) : t('notFoundSoFar')} <Ident value={term} className="text-lg!" />
            </h2>
            <StillLooking result={result} />
          </div>
          {kind === 'ip' ? (
            <>
              <p className="text-sm text-secondary">{t('notFoundHint')}</p>
              <PastElsewhere result={result} />
              <PastLinks ip={term} />
            </>
          ) : isWhole(result) && !listMayHave(sought) ? null : (
            <Link href={paths.enis({ q: term })} className="text-sm text-link underline underline-offset-2">
              {t('searchList')}
            </Link>
          )}
        </div>
        <SearchScope searched={searched} />
      </section>
    )
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
        <span className="ml-auto">{isStillLooking(result) ? <StillLooking result={result} /> : <Age observedAt={observedAt} />}</span>
      </div>
      {kind === 'ip' && items.length > 1 && <p className="text-sm text-secondary">{t('severalVpcs')}</p>}
      <ul className="grid gap-3">
        {items.map((hit) => (
          <SearchHit
            key={`${hit.eni.account}/${hit.eni.region}/${hit.eni.eniId}/${hit.ip ?? ''}`}
            hit={hit}
            past={pastIn(result, hit.eni, hit.ip)}
            observedAt={observedAt}
            severalAccounts={severalAccounts}
            writesAllowed={writesAllowed}
          />
        ))}
      </ul>
      <PastElsewhere result={result} />
      {kind === 'ip' && <PastLinks ip={items[0]?.ip ?? term} />}
      <Disclosure summary={t('searched')}>
        <SearchScope searched={searched} />
      </Disclosure>
    </section>
  )
}
