'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { GridCell } from '#components/ui/grid-list.tsx'
import { Ident } from '#components/ui/ident.tsx'
import { Time } from '#components/ui/time.tsx'
import { paths } from '#lib/paths.ts'
import { operationQuery } from '#lib/query/operation.ts'
import { isEnded, type Operation } from '#lib/schema/operation.ts'
import { CauseWhat } from './cause-words.tsx'
import { arrived, askedFor, causesIn, nextStep } from './operation-shape.ts'
import { OperationTarget } from './operation-target.tsx'
import { OperationTimeline } from './operation-timeline.tsx'
import { OperationStatus } from './operation-status.tsx'
import { Took } from './took.tsx'
import { useOperationName } from './use-operation-words.ts'
import { useOperationWatch } from './use-operation-watch.ts'

/**
 * The columns of a row where there is room for them (56rem, which their least widths must not exceed); below, two lines. State and
 * duration hold their longest words on one line ("Partly succeeded", "less than 1 s"); a name gets room for some twenty letters first.
 * `eni` = the list is about one interface.
 */
export const rowGrid = {
  all: 'gap-x-3 @4xl:grid-cols-[minmax(8.25rem,1.8fr)_9.5rem_8.5rem_minmax(8.5rem,1.5fr)_minmax(5.25rem,0.7fr)_5.5rem_minmax(4.5rem,8rem)]',
  eni: 'gap-x-3 @4xl:grid-cols-[minmax(8.25rem,1.8fr)_9.5rem_minmax(8.5rem,1.5fr)_minmax(5.25rem,0.7fr)_5.5rem_minmax(4.5rem,8rem)]',
}

const Addresses = ({ operation }: { operation: Operation }) => {
  const t = useTranslations('operation')
  const [first, second, ...rest] = operation.addresses
  if (first === undefined) return <span className="text-sm text-secondary">{t('chosenByCloud')}</span>
  return (
    <span className="flex flex-wrap items-baseline gap-x-2 text-sm">
      {operation.state === 'partial' ? (
        <span className="num">{t('progress', { done: arrived(operation).length, total: askedFor(operation) })}</span>
      ) : null}
      <Ident value={first.ip} copy />
      {second === undefined ? null : <Ident value={second.ip} copy />}
      {rest.length > 0 ? <span className="text-secondary">{t('more', { count: rest.length })}</span> : null}
    </span>
  )
}

/** On the page of its interface a running operation shows its steps in place, and what is left to do when it has ended. */
const RowProgress = ({ operation }: { operation: Operation }) => {
  const t = useTranslations('operation')
  const next = isEnded(operation.state) && arrived(operation).length > 0 ? nextStep[operation.kind] : undefined
  return (
    <div className="grid gap-2 pt-2">
      <OperationTimeline operation={operation} />
      {next ? (
        <p className="text-sm">
          <Link href={paths.operation(operation.id)} className="inline-flex min-h-6 items-center text-link underline underline-offset-2">
            {t(`configure.${next}`)}
          </Link>
        </p>
      ) : null}
      {isEnded(operation.state) ? null : <p className="text-xs text-secondary">{t('view.leave')}</p>}
    </div>
  )
}

type RowProps = { operation: Operation; forEni: boolean; paused: boolean }

/** One operation in a list. While it is open it is followed on its own, as closely as on its page. */
export const OperationRow = ({ operation: listed, forEni, paused }: RowProps) => {
  const t = useTranslations('operation')
  const nameOf = useOperationName()
  const open = !isEnded(listed.state)
  const { data } = useQuery({ ...operationQuery(listed.id), enabled: open && !paused, initialData: listed })
  // Of two of one version the list's is the newer: it knows by what name the person who asked goes now.
  const operation = data.version > listed.version ? data : listed
  const endedHere = useOperationWatch(operation)
  const causes = operation.state === 'failed' || operation.state === 'partial' ? causesIn(operation).slice(0, 1) : []
  return (
    <li data-operation={operation.id} className="border-b border-subtle px-3 py-2 last:border-b-0 hover:bg-hover">
      <div className={`grid grid-cols-[minmax(0,1fr)_max-content] items-center gap-y-0.5 ${forEni ? rowGrid.eni : rowGrid.all}`}>
        <Link
          data-row-control={operation.id}
          href={paths.operation(operation.id)}
          className="inline-flex min-h-6 w-fit items-center text-sm font-semibold text-link underline decoration-1 underline-offset-2"
        >
          {nameOf(operation)}
        </Link>
        <GridCell label={t('column.state')} className="justify-self-start @max-4xl:justify-self-end">
          <OperationStatus operation={operation} />
        </GridCell>
        {forEni ? null : (
          <GridCell label={t('column.target')} className="@max-4xl:col-span-2">
            <OperationTarget operation={operation} cell />
          </GridCell>
        )}
        <GridCell label={t('column.addresses')} className="@max-4xl:col-span-2">
          <Addresses operation={operation} />
        </GridCell>
        <GridCell label={t('column.started')} className="text-sm text-secondary @4xl:[&_time]:whitespace-normal">
          <Time at={operation.createdAt} />
        </GridCell>
        <GridCell label={t('column.took')} className="hidden text-sm text-secondary @4xl:block">
          <Took operation={operation} />
        </GridCell>
        <GridCell label={t('column.by')} className="hidden text-sm wrap-anywhere text-secondary @4xl:line-clamp-2">
          <span translate="no" data-raw title={operation.actor}>
            {operation.actor}
          </span>
        </GridCell>
      </div>
      {/* A move stands on the page of either interface: which way it went. */}
      {forEni && operation.toEniId !== undefined ? (
        <div className="text-sm">
          <OperationTarget operation={operation} />
        </div>
      ) : null}
      {causes.map((code) => (
        <p key={code} className="text-sm text-secondary">
          <CauseWhat operation={operation} code={code} />
        </p>
      ))}
      {forEni && (open || endedHere) ? <RowProgress operation={operation} /> : null}
      {operation.state === 'needs_attention' ? <p className="text-sm text-warning">{t('attention.title')}</p> : null}
    </li>
  )
}
