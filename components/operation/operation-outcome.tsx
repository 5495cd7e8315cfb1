'use client'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { DisabledReason } from '#components/ui/disabled-reason.tsx'
import { Ident } from '#components/ui/ident.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { paths } from '#lib/paths.ts'
import { eniDetailQuery } from '#lib/query/eni.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { CauseText } from './cause-words.tsx'
import { causeAction, causeOf } from './causes.ts'
import { languageOf } from './language-of.ts'
import { arrived, askedFor, causesIn, cloudWords } from './operation-shape.ts'
import { useWhyNotAgain } from './use-why-not-again.ts'

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
          <dd lang={languageOf(words.message)} translate="no" data-raw className="break-words">
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

/** The form that asks again for what did not come about. */
function againHref({ kind, mode, eniId, account, region, addresses }: Operation): string {
  const scope = { account, region }
  const open = addresses.flatMap(({ ip, outcome }) => (outcome === 'done' || outcome === 'already_there' ? [] : [ip]))
  if (kind === 'release') return paths.release(eniId, { ...scope, ips: open.join(',') })
  if (kind === 'move') return paths.move(eniId, { ...scope, ip: open[0] ?? '' })
  if (kind === 'note') return paths.note(eniId, { ...scope, ip: open[0] ?? '' })
  return paths.assign(eniId, { ...scope, mode, ips: mode === 'count' ? undefined : open.join(',') })
}

/** Why it did not come out as asked for: the cause in words, what to do, and the cloud's own code and text. */
export const OperationOutcome = ({ operation, writesAllowed }: { operation: Operation; writesAllowed: boolean }) => {
  const t = useTranslations('operation.outcome')
  const { kind } = operation
  const causes = causesIn(operation)
  const failed = operation.state === 'failed'
  const title = failed
    ? operation.evidence === 'person' || operation.unconfirmed
      ? t(`${kind}.failedUnknown`)
      : t(`${kind}.failed`)
    : t(`${kind}.partial`, { done: arrived(operation).length, total: askedFor(operation) })
  const { data: detail } = useQuery(eniDetailQuery(operation.eniId, { account: operation.account, region: operation.region }))
  const whyNot = useWhyNotAgain(kind, operation.account, writesAllowed, detail)
  const offer = causes.map((code) => causeAction[causeOf(code)]).find((action) => action !== undefined)
  return (
    <Banner
      tone={failed ? 'danger' : 'warning'}
      title={operation.state === 'cancelled' ? t('cancelled') : title}
      actions={
        offer !== 'again' ? undefined : whyNot !== undefined ? (
          <Button size="sm" disabledReason={whyNot}>
            {t(`${kind}.tryAgain`)}
          </Button>
        ) : (
          <LinkButton size="sm" href={againHref(operation)}>
            {t(`${kind}.tryAgain`)}
          </LinkButton>
        )
      }
    >
      {offer === 'again' ? <DisabledReason>{whyNot}</DisabledReason> : null}
      <ul className="grid gap-1">
        {causes.map((code) => (
          <li key={code}>
            <CauseText operation={operation} code={code} />
          </li>
        ))}
      </ul>
      <CloudWords operation={operation} />
    </Banner>
  )
}
