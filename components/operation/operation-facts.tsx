import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Ident } from '#components/ui/ident.tsx'
import { KeyValue } from '#components/ui/key-value.tsx'
import { Time } from '#components/ui/time.tsx'
import { paths } from '#lib/paths.ts'
import { isEnded, type Operation } from '#lib/schema/operation.ts'
import { TargetEni } from './operation-target.tsx'
import { Took } from './took.tsx'

/** Where, who, why and when. */
export const OperationFacts = ({ operation }: { operation: Operation }) => {
  const t = useTranslations('operation.view')
  const { eniId, eniName, toEniId, toEniName, note, account, region, id } = operation
  const hrefOf = (eni: string) => paths.eni(eni, { account, region })
  const fact = (
    key: 'eni' | 'to' | 'newNote' | 'id' | 'place' | 'by' | 'qos' | 'reason' | 'requested' | 'ended' | 'took' | 'running' | 'audit',
    value: ReactNode,
  ) => ({
    key,
    label: t(key),
    value,
  })
  const ended = isEnded(operation.state)
  const qosLevel = operation.steps.find((step) => step.qosLevel !== undefined)?.qosLevel
  return (
    <KeyValue
      items={[
        fact('eni', <TargetEni eniId={eniId} name={eniName} href={hrefOf(eniId)} />),
        ...(toEniId === undefined ? [] : [fact('to', <TargetEni eniId={toEniId} name={toEniName} href={hrefOf(toEniId)} />)]),
        ...(note === undefined
          ? []
          : [
              fact(
                'newNote',
                note === '' ? (
                  t('noteRemoved')
                ) : (
                  <span data-raw className="break-words">
                    {note}
                  </span>
                ),
              ),
            ]),
        fact('place', <span translate="no" data-raw className="break-words">{`${account} / ${region}`}</span>),
        fact(
          'by',
          <span translate="no" data-raw>
            {operation.actor}
          </span>,
        ),
        ...(qosLevel === undefined ? [] : [fact('qos', <Ident value={qosLevel} />)]),
        ...(operation.reason === undefined
          ? []
          : [
              fact(
                'reason',
                <span data-raw className="break-words">
                  {operation.reason}
                </span>,
              ),
            ]),
        fact('requested', <Time at={operation.createdAt} mode="absolute" />),
        ...(operation.endedAt === undefined ? [] : [fact('ended', <Time at={operation.endedAt} mode="absolute" />)]),
        fact(ended ? 'took' : 'running', <Took operation={operation} />),
        fact(
          'audit',
          <Link
            prefetch={false}
            href={paths.audit({ object: id })}
            className="inline-flex min-h-6 items-center text-link underline underline-offset-2"
          >
            {t('auditRows')}
          </Link>,
        ),
        fact('id', <Ident value={id} copy className="whitespace-normal! break-all" />),
      ]}
    />
  )
}
