'use client'
import { SearchX, Split } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Ident } from '#components/ui/ident.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { ApiError, isNotFound } from '#lib/query/api-error.ts'
import { paths } from '#lib/paths.ts'
import { PageTop } from '#components/ui/page-top.tsx'

type ProblemProps = {
  eniId: string
  scope: { account?: string; region?: string }
  ip: string | undefined
  error: Error
  onRetry: () => void
}

const Ambiguous = ({ eniId, ip, choices }: { eniId: string; ip: string | undefined; choices: ApiError['choices'] }) => {
  const t = useTranslations('eni.detail')
  return (
    <EmptyState
      icon={<Split />}
      title={t('ambiguousTitle')}
      text={t('ambiguousText', { eniId })}
      action={
        <ul className="grid gap-2">
          {choices.map((choice) => (
            <li key={`${choice.account}/${choice.region}`}>
              <LinkButton href={paths.eni(eniId, { ...choice, ip })}>{t('ambiguousChoice', choice)}</LinkButton>
            </li>
          ))}
        </ul>
      }
    />
  )
}

/** Where a link looked, if it said so: only that was searched. */
const notFoundIn = ({ account, region }: ProblemProps['scope']) =>
  account === undefined
    ? region === undefined
      ? 'notFoundText'
      : 'notFoundInRegion'
    : region === undefined
      ? 'notFoundInAccount'
      : 'notFoundInBoth'

const NotFound = ({ eniId, scope }: Pick<ProblemProps, 'eniId' | 'scope'>) => {
  const t = useTranslations('eni.detail')
  const where = notFoundIn(scope)
  const { account = '', region = '' } = scope
  return (
    <EmptyState
      icon={<SearchX />}
      title={t('notFoundTitle')}
      text={t(where, { eniId, account, region })}
      action={
        <>
          {where !== 'notFoundText' && <LinkButton href={paths.home({ q: eniId })}>{t('notFoundEverywhere')}</LinkButton>}
          <LinkButton href={paths.enis()}>{t('notFoundBack')}</LinkButton>
        </>
      }
    />
  )
}

/** An ENI page without an ENI: not there, there more than once, or not readable. */
export const EniDetailProblem = ({ eniId, scope, ip, error, onRetry }: ProblemProps) => {
  const t = useTranslations('eni.detail')
  const list = useTranslations('eni')
  const common = useTranslations('common')
  return (
    <div className="px-4 pb-8 md:px-6">
      <PageTop
        title={<Ident value={eniId} className="text-xl!" />}
        breadcrumb={
          <nav aria-label={t('breadcrumb')} className="text-sm">
            <Link href={paths.enis()} className="inline-flex min-h-6 items-center text-secondary underline-offset-2 hover:underline">
              {list('title')}
            </Link>
          </nav>
        }
      />
      {error instanceof ApiError && error.code === 'ambiguous' && error.choices.length > 0 ? (
        <Ambiguous eniId={eniId} ip={ip} choices={error.choices} />
      ) : isNotFound(error) ? (
        <NotFound eniId={eniId} scope={scope} />
      ) : (
        <Banner tone="danger" title={t('errorTitle')} actions={<Button onClick={onRetry}>{common('retry')}</Button>}>
          <ProblemReport error={error} />
        </Banner>
      )}
    </div>
  )
}
