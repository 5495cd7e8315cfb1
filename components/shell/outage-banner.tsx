'use client'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { Banner } from '#components/ui/banner.tsx'
import { announce } from '#components/ui/live-region.tsx'
import { Time } from '#components/ui/time.tsx'
import { outageQuery } from '#lib/query/account.ts'

/** Says which regions of the cloud do not answer, since when, and what that means here. Goes away by itself. */
export const OutageBanner = () => {
  const t = useTranslations('shell.outage')
  const { data: silent = [] } = useQuery(outageQuery())
  const count = silent.length
  useEffect(() => {
    if (count > 0) announce(t('title', { count }))
  }, [count, t])
  if (count === 0) return null
  return (
    <div className="px-4 pt-3 md:px-6">
      <Banner tone="warning" title={t('title', { count })}>
        <ul>
          {silent.map(({ account, region, since, observedAt }) => (
            <li key={`${account}/${region}`} className="flex flex-wrap gap-x-2">
              <span data-raw translate="no" className="font-semibold">
                {account} · {region}
              </span>
              <span>
                {t('since')} <Time at={since} />
              </span>
              <span>
                {observedAt === undefined ? (
                  t('neverRead')
                ) : (
                  <>
                    {t('read')} <Time at={observedAt} />
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
        <p>{t('text')}</p>
      </Banner>
    </div>
  )
}
