'use client'
import { useTranslations } from 'use-intl'
import { Age } from '#components/ui/age.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Spinner } from '#components/ui/spinner.tsx'
import { Status } from '#components/ui/status.tsx'
import type { SearchResult } from '#lib/schema/search.ts'
import { isStillLooking } from './use-search.ts'

/** Which regions could not be searched. */
export const Unreached = ({ searched }: Pick<SearchResult, 'searched'>) => {
  const t = useTranslations('home')
  const parts = searched.filter(({ error }) => error !== undefined && error !== 'loading')
  if (parts.length === 0) return null
  return (
    <Banner tone="warning" title={t('incompleteTitle')}>
      {t('incompleteText', { regions: parts.map(({ account, region }) => `${region} (${account})`).join(', ') })}
    </Banner>
  )
}

/** How old the answer is, or that there is more to come. */
export const AsOf = ({ result }: { result: SearchResult }) => {
  const t = useTranslations('home')
  if (!isStillLooking(result)) return <Age observedAt={result.observedAt} />
  return (
    <Status tone="pending" form="badge" icon={<Spinner />}>
      {t('stillLooking')}
    </Status>
  )
}
