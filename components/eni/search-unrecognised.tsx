'use client'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { Banner } from '#components/ui/banner.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { paths } from '#lib/paths.ts'
import type { ExactTerm, SearchTerm } from '#lib/plan/search-term.ts'

export type InexactTerm = Exclude<SearchTerm, ExactTerm>

/** How many of several things a link is offered for. */
const partsMax = 10

/** Where in the console it is found, if anywhere: what no interface is listed by leads nowhere. */
const Elsewhere = ({ term }: { term: InexactTerm }) => {
  const t = useTranslations('home')
  const { kind, value } = term
  const isListed = kind === 'shared' || kind === 'name' || (kind === 'several' && term.hasMore)
  // Of what an interface may have, an operation names the EIP that it took away.
  const isInOperations = kind === 'operation' || (kind === 'shared' && value.startsWith('eip-'))
  return (
    <>
      {isListed ? (
        <LinkButton size="sm" href={paths.enis({ q: value })}>
          {t(kind === 'shared' ? 'searchInList' : 'searchList')}
        </LinkButton>
      ) : null}
      {isInOperations ? (
        <LinkButton size="sm" href={paths.operations({ q: value })}>
          {t('searchOperations')}
        </LinkButton>
      ) : null}
    </>
  )
}

/** Not one address and not one id. Said when Enter asks, or when nothing more is typed: never in the middle of a word. */
export const SearchUnrecognised = ({ term }: { term: InexactTerm }) => {
  const t = useTranslations('home.unrecognised')
  const parts = term.kind === 'several' ? term.parts : []
  return (
    <Banner tone="info" title={t(`${term.kind}.title`)} actions={<Elsewhere term={term} />}>
      {t(`${term.kind}.text`)}
      {parts.length > 0 && (
        <ul className="flex flex-wrap gap-x-4">
          {parts.slice(0, partsMax).map((part) => (
            <li key={part}>
              <Link
                href={paths.home({ q: part })}
                className="inline-flex min-h-6 items-center font-mono text-link underline underline-offset-2"
                translate="no"
                data-raw
              >
                {part}
              </Link>
            </li>
          ))}
          {parts.length > partsMax && <li className="min-h-6">{t('several.more', { count: parts.length - partsMax })}</li>}
        </ul>
      )}
    </Banner>
  )
}
