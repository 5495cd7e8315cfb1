import { Minus, Plus } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Ident } from '#components/ui/ident.tsx'
import { KeyValue } from '#components/ui/key-value.tsx'
import { Time } from '#components/ui/time.tsx'
import { VisuallyHidden } from '#components/ui/visually-hidden.tsx'
import { paths } from '#lib/paths.ts'
import type { AuditRow } from '#lib/schema/audit.ts'
import { auditChanges, auditEips, isUnsure, type AuditChange } from './audit-changes.ts'
import { useActorName } from './use-audit-words.tsx'

/** A value that was there before or is there now, marked by a sign and not by its colour alone. */
const Side = ({ value, side }: { value: string | undefined; side: 'before' | 'after' }) => {
  const common = useTranslations('common')
  if (value === undefined)
    return (
      <>
        <span aria-hidden className="text-tertiary">
          –
        </span>
        <VisuallyHidden>{common('none')}</VisuallyHidden>
      </>
    )
  return (
    <span
      className={`inline-flex max-w-full items-start gap-1 rounded-sm px-1 ${side === 'before' ? 'bg-danger-subtle text-danger' : 'bg-success-subtle text-success'}`}
    >
      <span aria-hidden className="mt-0.5 [&_svg]:size-3.5">
        {side === 'before' ? <Minus /> : <Plus />}
      </span>
      <span data-raw translate="no" className="min-w-0 break-words">
        {value}
      </span>
    </span>
  )
}

const Changes = ({ changes }: { changes: readonly AuditChange[] }) => {
  const t = useTranslations('audit')
  return (
    <div data-scroll-x className="overflow-x-auto">
      <table className="w-full max-w-3xl border-collapse text-left text-sm">
        <caption className="sr-only">{t('changes')}</caption>
        <thead>
          <tr className="border-b border-subtle text-secondary">
            <th scope="col" className="py-1 pr-4 font-normal">
              {t('what')}
            </th>
            <th scope="col" className="w-2/5 py-1 pr-4 font-normal">
              {t('before')}
            </th>
            <th scope="col" className="w-2/5 py-1 font-normal">
              {t('after')}
            </th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ what, before, after }) => (
            <tr key={what} className="border-b border-subtle align-top last:border-b-0">
              <th scope="row" className="py-1 pr-4 font-normal">
                <Ident value={what} />
              </th>
              <td className="py-1 pr-4">
                <Side value={before} side="before" />
              </td>
              <td className="py-1">
                <Side value={after} side="after" />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Everything one row says. */
export const AuditDetails = ({ row }: { row: AuditRow }) => {
  const t = useTranslations('audit')
  const actorOf = useActorName()
  const changes = auditChanges(row)
  const { reason, eipsObservedAt } = row.data
  const eips = auditEips(row)
  const raw = (text: string) => (
    <span data-raw translate="no" className="break-words">
      {text}
    </span>
  )
  const facts = [
    { key: 'time', label: t('time'), value: <Time at={row.at} mode="absolute" /> },
    { key: 'who', label: t('who'), value: raw(actorOf(row) === row.actor ? row.actor : `${actorOf(row)} (${row.actor})`) },
    ...(row.operationId === undefined && row.target !== undefined
      ? [{ key: 'object', label: t('object'), value: raw(row.targetName === undefined ? row.target : `${row.targetName} (${row.target})`) }]
      : []),
    ...(typeof row.data['address'] === 'string' ? [{ key: 'address', label: t('address'), value: raw(row.data['address']) }] : []),
    ...(row.account === undefined ? [] : [{ key: 'place', label: t('place'), value: raw([row.account, row.region].join(' / ')) }]),
    ...(typeof reason === 'string' ? [{ key: 'reason', label: t('reason'), value: raw(reason) }] : []),
    ...(eips.length === 0
      ? []
      : [
          {
            key: 'eips',
            label: t('eips'),
            value: (
              <span className="grid">
                {eips.map(({ ip, eip }) => (
                  <span key={ip}>{raw(`${eip} (${ip})`)}</span>
                ))}
                {typeof eipsObservedAt === 'string' ? (
                  <span className="text-xs text-secondary">
                    {t('asOf')} <Time at={eipsObservedAt} mode="absolute" />
                  </span>
                ) : null}
              </span>
            ),
          },
        ]),
    ...(row.operationId === undefined
      ? []
      : [
          {
            key: 'operation',
            label: t('operation'),
            value: <Ident value={row.operationId} href={paths.operation(row.operationId)} className="whitespace-normal! break-all" copy />,
          },
        ]),
    {
      key: 'row',
      label: t('number'),
      value: (
        <Link
          prefetch={false}
          href={paths.audit({ row: String(row.seq) })}
          className="num inline-flex min-h-6 items-center text-link underline underline-offset-2"
        >
          {row.seq}
        </Link>
      ),
    },
  ]
  return (
    <div className="grid gap-3 pt-2 pb-3">
      <KeyValue columns={2} items={facts} />
      {changes.length > 0 ? <Changes changes={changes} /> : null}
      {changes.length === 0 && row.phase === 'intent' ? <p className="text-sm text-secondary">{t('onlyAsked')}</p> : null}
      {row.phase === 'completion' && isUnsure(row) ? <p className="text-sm text-secondary">{t('notConfirmed')}</p> : null}
      {changes.length === 0 && row.phase === 'completion' && !isUnsure(row) ? (
        <p className="text-sm text-secondary">{t('nothingChanged')}</p>
      ) : null}
      <Disclosure summary={t('data')}>
        <pre
          data-raw
          translate="no"
          className="max-w-full overflow-x-auto rounded-md bg-inset p-2 font-mono text-sm whitespace-pre-wrap break-all"
        >
          {JSON.stringify(row.data, undefined, 2)}
        </pre>
      </Disclosure>
    </div>
  )
}
