'use client'
import { useTranslations } from 'use-intl'
import { Banner } from '#components/ui/banner.tsx'
import { Ident } from '#components/ui/ident.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { paths } from '#lib/paths.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { CauseText } from './cause-words.tsx'
import { causeAction, causeOf } from './causes.ts'
import { arrived, askedFor, causesIn, cloudWords } from './operation-shape.ts'

const CloudWords = ({ operation }: { operation: Operation }) => {
  const t = useTranslations('operation')
  const words = cloudWords(operation)
  if (words === undefined) return null
  return (
    <dl className="mt-2 grid gap-x-3 gap-y-0.5 md:grid-cols-[max-content_1fr]">
      {words.code === undefined ? null : (
        <>
          <dt className="text-secondary">{t('outcome.cloudCode')}</dt>
          <dd>
            <Ident value={words.code} copy className="whitespace-normal! break-all" />
          </dd>
        </>
      )}
      {words.message === undefined ? null : (
        <>
          <dt className="text-secondary">{t('outcome.cloudMessage')}</dt>
          <dd lang="en" translate="no" data-raw className="break-words">
            {words.message}
          </dd>
        </>
      )}
      {words.requestId === undefined ? null : (
        <>
          <dt className="text-secondary">{t('timeline.requestId')}</dt>
          <dd>
            <Ident value={words.requestId} copy className="whitespace-normal! break-all" />
          </dd>
        </>
      )}
    </dl>
  )
}

/** Why it did not come out as asked for: the cause in words, what to do, and the cloud's own code and text. */
export const OperationOutcome = ({ operation }: { operation: Operation }) => {
  const t = useTranslations('operation.outcome')
  const causes = causesIn(operation)
  const failed = operation.state === 'failed'
  const title = failed
    ? operation.evidence === 'person' || operation.unconfirmed
      ? t('failedUnknown')
      : t('failed')
    : t('partial', { done: arrived(operation).length, total: askedFor(operation) })
  const offer = causes.map((code) => causeAction[causeOf(code)]).find((action) => action !== undefined)
  const scope = { account: operation.account, region: operation.region }
  return (
    <Banner
      tone={failed ? 'danger' : 'warning'}
      title={operation.state === 'cancelled' ? t('cancelled') : title}
      actions={
        offer === 'assign' ? (
          <LinkButton size="sm" href={paths.assign(operation.eniId, scope)}>
            {t('tryAgain')}
          </LinkButton>
        ) : undefined
      }
    >
      <ul className="grid gap-1">
        {causes.map((code) => (
          <li key={code}>
            <CauseText code={code} />
          </li>
        ))}
      </ul>
      <CloudWords operation={operation} />
    </Banner>
  )
}
