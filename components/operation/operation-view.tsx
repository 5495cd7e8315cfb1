'use client'
import { useQuery } from '@tanstack/react-query'
import { CircleX, SearchX } from 'lucide-react'
import Link from 'next/link'
import { useLayoutEffect } from 'react'
import { useTranslations } from 'use-intl'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { paths } from '#lib/paths.ts'
import { isNotFound } from '#lib/query/api-error.ts'
import { operationQuery } from '#lib/query/operation.ts'
import { serverTimeOf } from '#lib/query/server-clock.ts'
import { isEnded, type Operation, shownState } from '#lib/schema/operation.ts'
import { CopyNote } from './copy-note.tsx'
import { FromAProgram } from './from-a-program.tsx'
import { OperationAddresses } from './operation-addresses.tsx'
import { OperationAttention } from './operation-attention.tsx'
import { OperationFacts } from './operation-facts.tsx'
import { OperationFindings } from './operation-findings.tsx'
import { OperationOutcome } from './operation-outcome.tsx'
import { OperationStatus } from './operation-status.tsx'
import { operationTitle } from './operation-title.ts'
import { OperationTimeline } from './operation-timeline.tsx'
import { useAbsolute } from './use-absolute.ts'
import { useOperationName } from './use-operation-words.ts'
import { useOperationWatch } from './use-operation-watch.ts'
import { WhatIsLeft } from './what-is-left.tsx'

/**
 * The state, in the tab's title: it can be watched from another tab. The framework's own title comes with its answer, and says what was so
 * when the server wrote that: late, it would stay. Before the next page's title, which comes with that page, this one lets go.
 */
const useStateInTitle = (operation: Operation | undefined) => {
  const t = useTranslations('operation')
  const status = useTranslations('status')
  const product = useTranslations('common')('productName')
  const title = operation && `${operationTitle(operation, t, status)} · ${product}`
  useLayoutEffect(() => {
    if (title === undefined) return
    const keep = () => {
      // A form over the page may put a word before it.
      if (!document.title.endsWith(title)) document.title = title
    }
    keep()
    const observer = new MutationObserver(keep)
    observer.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => observer.disconnect()
  }, [title])
}

const Loading = () => (
  <div aria-busy className="grid gap-4">
    <Skeleton className="h-7 w-64" />
    <div className="grid gap-6 xl:grid-cols-[minmax(0,1fr)_24rem]">
      <Skeleton className="h-40" />
      <Skeleton className="h-64" />
    </div>
  </div>
)

const Gone = ({ error, retry }: { error: unknown; retry: () => void }) => {
  const t = useTranslations('operation')
  const common = useTranslations('common')
  const unknown = isNotFound(error)
  return (
    <>
      <h1 className="text-xl font-semibold">{t('heading')}</h1>
      <EmptyState
        icon={unknown ? <SearchX /> : <CircleX />}
        title={unknown ? t('error.notFound') : t('error.one')}
        text={unknown ? t('error.notFoundText') : <ProblemReport error={error} />}
        action={
          <>
            {unknown ? null : <Button onClick={retry}>{common('retry')}</Button>}
            <LinkButton href={paths.operations()}>{t('error.back')}</LinkButton>
          </>
        }
      />
    </>
  )
}

/** What the state asks the reader to know or do first. */
const Headline = ({ operation, writesAllowed }: { operation: Operation; writesAllowed: boolean }) => {
  const t = useTranslations('operation.view')
  const state = shownState(operation)
  if (state === 'needs_attention' || state === 'unconfirmed') return <OperationAttention operation={operation} />
  if (state === 'failed' || state === 'partial' || state === 'cancelled')
    return <OperationOutcome operation={operation} writesAllowed={writesAllowed} />
  return state === 'succeeded' ? null : <p className="text-sm text-secondary">{t('leave')}</p>
}

/** One operation, live until it ends: what was asked, where it stands, what came, what is left to do. */
export const OperationView = ({ operationId, writesAllowed }: { operationId: string; writesAllowed: boolean }) => {
  const t = useTranslations('operation')
  const nameOf = useOperationName()
  const absolute = useAbsolute()
  const query = useQuery(operationQuery(operationId))
  const operation = query.data
  useOperationWatch(operation)
  useStateInTitle(operation)
  if (operation === undefined) return query.isError ? <Gone error={query.error} retry={() => void query.refetch()} /> : <Loading />
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <header className="grid gap-1">
        <p className="text-sm text-secondary">
          <Link
            href={paths.operations()}
            className="inline-flex min-h-6 items-center underline-offset-2 hover:text-primary hover:underline"
          >
            {t('heading')}
          </Link>
        </p>
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 tabIndex={-1} className="text-xl font-semibold">
              {nameOf(operation)}
            </h1>
            <OperationStatus operation={operation} />
          </div>
          <CopyNote operation={operation} />
        </div>
      </header>
      {query.isError && !isEnded(operation.state) ? (
        <Banner tone="warning" title={t('error.stale', { time: absolute(serverTimeOf(query.dataUpdatedAt)) })} />
      ) : null}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-6 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-6">
          <Headline operation={operation} writesAllowed={writesAllowed} />
          <section aria-labelledby="addresses">
            <h2 id="addresses" className="mb-2 text-lg font-semibold">
              {t('view.addresses')}
            </h2>
            <OperationAddresses operation={operation} />
          </section>
          {isEnded(operation.state) ? <WhatIsLeft operation={operation} writesAllowed={writesAllowed} /> : null}
          <OperationFindings operation={operation} />
          <FromAProgram operation={operation} />
        </div>
        <aside
          aria-label={t('view.timeline')}
          className="grid grid-cols-[minmax(0,1fr)] gap-6 rounded-lg border border-default bg-surface p-4"
        >
          <OperationFacts operation={operation} />
          <section aria-labelledby="timeline">
            <h2 id="timeline" className="mb-3 text-lg font-semibold">
              {t('view.timeline')}
            </h2>
            <OperationTimeline operation={operation} />
          </section>
        </aside>
      </div>
    </div>
  )
}
