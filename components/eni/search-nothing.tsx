'use client'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { Ident } from '#components/ui/ident.tsx'
import { paths } from '#lib/paths.ts'
import { listMayHave, type ExactTerm } from '#lib/plan/search-term.ts'
import type { SearchResult } from '#lib/schema/search.ts'
import { AddressPast, PastLinks } from './address-past.tsx'
import { PastElsewhere } from './past-elsewhere.tsx'
import { AsOf, Unreached } from './search-reach.tsx'
import { SearchScope } from './search-scope.tsx'
import { SearchSubnets } from './search-subnets.tsx'
import { isWhole } from './use-search.ts'

/** Where it lies, in a sentence. That it lies nowhere is said only when everything has been read. */
const Lies = ({ result }: { result: SearchResult }) => {
  const t = useTranslations('home')
  const { subnets, searched } = result
  if (!isWhole(result)) return t('maybeUnread')
  if (subnets.length > 0) return t('inSubnets', { count: subnets.length })
  return t('inNoSubnet', { regions: searched.length, vpcs: searched.reduce((sum, { vpcs }) => sum + vpcs, 0) })
}

type NothingProps = { result: SearchResult; sought: ExactTerm; writesAllowed: boolean }

/** Nobody has what was looked for: what that is worth, and of an address where it lies and who had it. */
export const SearchNothing = ({ result, sought, writesAllowed }: NothingProps) => {
  const t = useTranslations('home')
  const { kind, value: term } = sought
  return (
    <section aria-labelledby="search-result" className="grid gap-3">
      <Unreached searched={result.searched} />
      <div>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h2 id="search-result" className="text-lg font-semibold">
            {isWhole(result) ? t(`notFound.${kind}`) : t('notFoundSoFar')} <Ident value={term} className="text-lg!" />
          </h2>
          <span className="ml-auto">
            <AsOf result={result} />
          </span>
        </div>
        {kind === 'ip' ? (
          <p className="text-sm text-secondary">
            <Lies result={result} />
          </p>
        ) : isWhole(result) && !listMayHave(sought) ? null : (
          <Link href={paths.enis({ q: term })} className="text-sm text-link underline underline-offset-2">
            {t('searchList')}
          </Link>
        )}
      </div>
      {kind === 'ip' && (
        <>
          <SearchSubnets result={result} ip={term} writesAllowed={writesAllowed} />
          <PastElsewhere result={result} sought={sought} />
          {result.subnets.length === 0 && result.past.length === 0 && <AddressPast past={undefined} now={null} />}
          <PastLinks ip={term} />
        </>
      )}
      <SearchScope searched={result.searched} />
    </section>
  )
}
