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

/** The form that asks again for what did not come about. */
function againHref({ kind, eniId, account, region, addresses }: Operation): string {
  const scope = { account, region }
  const open = addresses.flatMap(({ ip, outcome }) => (outcome === 'done' || outcome === 'already_there' ? [] : [ip]))
  if (kind === 'release') return paths.release(eniId, { ...scope, ips: open.join(',') })
  if (kind === 'move') return paths.move(eniId, { ...scope, ip: open[0] ?? '' })
  return kind === 'note' ? paths.note(eniId, { ...scope, ip: open[0] ?? '' }) : paths.assign(eniId, scope)
}

/** Why it did not come out as asked for: the cause in words, what to do, and the cloud's own code and text. */
export const OperationOutcome = ({ operation }: { operation: Operation }) => {
  const t = useTranslations('operation.outcome')
  const { kind } = operation
  const causes = causesIn(operation)
  const failed = operation.state === 'failed'
  const title = failed
    ? operation.evidence === 'person' || operation.unconfirmed
      ? t(`${kind}.failedUnknown`)
      : t(`${kind}.failed`)
    : t(`${kind}.partial`, { done: arrived(operation).length, total: askedFor(operation) })
  const offer = causes.map((code) => causeAction[causeOf(code)]).find((action) => action !== undefined)
  return (
    <Banner
      tone={failed ? 'danger' : 'warning'}
      title={operation.state === 'cancelled' ? t('cancelled') : title}
      actions={
        offer === 'again' ? (
          <LinkButton size="sm" href={againHref(operation)}>
            {t(`${kind}.tryAgain`)}
          </LinkButton>
        ) : undefined
      }
    >
      <ul className="grid gap-1">
        {causes.map((code) => (
          <li key={code}>
            <CauseText kind={kind} code={code} />
          </li>
        ))}
      </ul>
      <CloudWords operation={operation} />
    </Banner>
  )
}
