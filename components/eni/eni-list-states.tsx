'use client'
import { Network, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { useProblemText } from '#components/form/use-problem-text.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Ident } from '#components/ui/ident.tsx'
import { absoluteText } from '#components/ui/time-text.ts'
import type { VpcChoice } from '#lib/query/vpc-choice.ts'
import type { EniList } from './use-eni-list.ts'

const idTag = (text: ReactNode) => <Ident value={String(text)} />

/** A part of the inventory that is missing, as people know it. */
export const partName = ({ account, region, vpcId }: EniList['missing'][number]) => [account, region, vpcId].filter(Boolean).join(' · ')

/** What is wrong with the list as a whole: nothing read, an old reading, parts that did not answer. The rows stay under it. */
export const ListTrouble = ({ list, onRetry }: { list: EniList; onRetry: () => void }) => {
  const t = useTranslations('eni')
  const common = useTranslations('common')
  const text = useProblemText()
  const timeZone = useTimeZone() ?? 'UTC'
  const retry = (
    <Button size="sm" onClick={onRetry}>
      {common('retry')}
    </Button>
  )
  const { error, observedAt, missing } = list
  if (error !== null && observedAt === undefined)
    return (
      <Banner tone="danger" title={t('errorTitle')} actions={retry}>
        <ProblemReport error={error} />
      </Banner>
    )
  if (error !== null && observedAt !== undefined)
    return (
      <Banner tone="warning" title={t('staleTitle')} actions={retry}>
        {t('staleText', { time: absoluteText(Date.parse(observedAt), timeZone), cause: text(error) })}
      </Banner>
    )
  if (missing.length === 0) return null
  const silent = missing.filter((part) => part.code !== 'loading')
  const loading = missing.filter((part) => part.code === 'loading')
  return (
    <Banner tone="warning" title={t('partialTitle')} actions={retry}>
      {silent.length > 0 &&
        t('partialText', {
          parts: silent.map(partName).join(', '),
          time: observedAt === undefined ? '?' : absoluteText(Date.parse(observedAt), timeZone),
        })}
      {silent.length > 0 && loading.length > 0 && ' '}
      {loading.length > 0 && t('partialLoading', { parts: loading.map(partName).join(', ') })}
    </Banner>
  )
}

type EmptyProps = { choice: VpcChoice; filters: number; onClear: () => void; onSearchAll: () => void }

/** No row: because nothing exists, or because nothing matches. Never shown while rows may still come. */
export const ListEmpty = ({ choice, filters, onClear, onSearchAll }: EmptyProps) => {
  const t = useTranslations('eni')
  const scoped = choice.vpc !== '' || choice.region !== '' || choice.account !== ''
  if (filters === 0)
    return (
      <EmptyState
        icon={<Network />}
        title={t('emptyTitle')}
        text={choice.vpc === '' ? t('emptyAllText') : t.rich('emptyVpcText', { vpc: choice.vpc, id: idTag })}
        action={scoped ? <Button onClick={onSearchAll}>{t('showAllVpcs')}</Button> : undefined}
      />
    )
  return (
    <EmptyState
      icon={<SearchX />}
      title={t('noMatchTitle', { count: filters })}
      text={t(scoped ? 'noMatchText' : 'noMatchAllText')}
      action={
        <>
          <Button onClick={onClear}>{t('filter.clear')}</Button>
          {scoped && <Button onClick={onSearchAll}>{t('searchAll')}</Button>}
        </>
      }
    />
  )
}
