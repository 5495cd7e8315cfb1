'use client'
import { CircleAlert } from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl'
import { Spinner } from '#components/ui/spinner.tsx'
import { Status } from '#components/ui/status.tsx'
import { Time } from '#components/ui/time.tsx'
import type { SearchResult } from '#lib/schema/search.ts'

const cell = 'h-9 px-2 text-left text-sm whitespace-nowrap md:px-3'

/** What was searched and how old it is: a "not found" is only worth this. */
export const SearchScope = ({ searched }: { searched: SearchResult['searched'] }) => {
  const t = useTranslations('home')
  const number = new Intl.NumberFormat(useLocale())
  const severalAccounts = new Set(searched.map(({ account }) => account)).size > 1
  return (
    <section
      data-scroll-x
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard, and nothing in it takes the focus
      tabIndex={0}
      aria-label={t('searched')}
      className="overflow-x-auto rounded-lg border border-default bg-surface"
    >
      <table className="w-full border-collapse">
        <caption className="sr-only">{t('searched')}</caption>
        <thead className="bg-subtle text-secondary">
          <tr>
            <th scope="col" className={cell}>
              {t('searchedRegion')}
            </th>
            <th scope="col" className={`${cell} text-right`}>
              {t('searchedVpcs')}
            </th>
            <th scope="col" className={`${cell} text-right`}>
              {t('searchedEnis')}
            </th>
            <th scope="col" className={cell}>
              {t('searchedAge')}
            </th>
          </tr>
        </thead>
        <tbody>
          {searched.map((part) => (
            <tr key={`${part.account}/${part.region}`} className="border-t border-subtle">
              <th scope="row" className={`${cell} py-1 font-normal max-md:whitespace-normal`} data-raw translate="no">
                {severalAccounts ? `${part.account} · ` : null}
                <span className="whitespace-nowrap">{part.region}</span>
              </th>
              <td className={`${cell} num text-right`}>{part.observedAt === undefined ? '?' : number.format(part.vpcs)}</td>
              <td className={`${cell} num text-right`}>{part.observedAt === undefined ? '?' : number.format(part.enis)}</td>
              <td className={cell}>
                <span className="flex flex-wrap items-center gap-x-3">
                  {part.observedAt !== undefined && <Time at={part.observedAt} />}
                  {part.error === 'loading' && (
                    <Status tone="pending" form="badge" icon={<Spinner />}>
                      {t('searchedLoading')}
                    </Status>
                  )}
                  {part.error !== undefined && part.error !== 'loading' && (
                    <Status tone="danger" form="badge" icon={<CircleAlert />}>
                      {t('searchedError')}
                    </Status>
                  )}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
