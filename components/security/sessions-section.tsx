'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { ProblemReport } from '#components/form/problem-report.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { announce } from '#components/ui/live-region.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { Tag } from '#components/ui/tag.tsx'
import { Time } from '#components/ui/time.tsx'
import { endOtherSessions, endSession, ownSessionsQuery } from '#lib/query/session.ts'
import type { OwnSession } from '#lib/schema/session.ts'
import { browserName } from './browser-name.ts'

const rowId = (sessionId: string): string => `session-${sessionId}`

type SessionRowProps = { session: OwnSession; name: string; pending: boolean; onEnd: () => void }

const SessionRow = ({ session, name, pending, onEnd }: SessionRowProps) => {
  const t = useTranslations('security')
  return (
    <li
      id={rowId(session.id)}
      tabIndex={-1}
      className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-subtle px-3 py-2 -outline-offset-2! last:border-b-0"
    >
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 text-base font-semibold">
          <span data-raw translate="no" title={session.userAgent}>
            {name}
          </span>
          {session.current ? <Tag>{t('thisOne')}</Tag> : null}
        </p>
        <p className="text-sm text-secondary">
          {session.address === undefined ? null : (
            <>
              <span data-raw translate="no" className="font-mono">
                {session.address}
              </span>
              {' · '}
            </>
          )}
          {t('lastUsed')} <Time at={session.lastUsedAt} /> · {t('signedInAt')} <Time at={session.createdAt} />
        </p>
      </div>
      {session.current ? null : (
        <Button size="sm" pending={pending} aria-label={t('endNamed', { name })} onClick={onEnd}>
          {t('end')}
        </Button>
      )}
    </li>
  )
}

/** Where one is signed in, and an end to any of it. */
export const SessionsSection = () => {
  const t = useTranslations('security')
  const common = useTranslations('common')
  const client = useQueryClient()
  const query = useQuery(ownSessionsQuery())
  const again = () => client.invalidateQueries({ queryKey: ownSessionsQuery().queryKey })
  const heading = useRef<HTMLHeadingElement>(null)
  const nameOf = ({ userAgent }: OwnSession) => browserName(userAgent) ?? t('unknownBrowser')
  const end = useMutation({
    mutationFn: ({ id }: OwnSession) => endSession(id),
    onSuccess: (_, session) => {
      announce(t('ended', { name: nameOf(session) }))
      // Before the row goes away with the button that was pressed; whoever is elsewhere by now stays there.
      const row = document.getElementById(rowId(session.id))
      if (!row?.contains(document.activeElement)) return
      const next = row.nextElementSibling
      if (next instanceof HTMLElement) next.focus()
      else heading.current?.focus()
    },
    onSettled: again,
  })
  const endOthers = useMutation({
    mutationFn: endOtherSessions,
    onSuccess: () => {
      announce(t('othersEnded'))
      if (heading.current?.parentElement?.contains(document.activeElement)) heading.current.focus()
    },
    onSettled: again,
  })
  const sessions = query.data?.items
  const failed = end.error ?? endOthers.error
  return (
    <section aria-labelledby="sessions" className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 ref={heading} id="sessions" tabIndex={-1} className="text-lg font-semibold">
          {t('sessions')}
        </h2>
        {(sessions?.length ?? 0) > 1 ? (
          <Button size="sm" pending={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t('endOthers')}
          </Button>
        ) : null}
      </div>
      {failed === null ? null : (
        <Banner tone="danger" title={t('failed')}>
          <ProblemReport error={failed} />
        </Banner>
      )}
      {sessions === undefined && query.isError ? (
        <Banner
          tone="danger"
          title={t('sessionsFailed')}
          actions={
            <Button size="sm" onClick={() => void query.refetch()}>
              {common('retry')}
            </Button>
          }
        >
          <ProblemReport error={query.error} />
        </Banner>
      ) : null}
      {sessions === undefined && !query.isError ? (
        <div aria-busy>
          <Skeleton className="h-12" />
        </div>
      ) : null}
      {sessions === undefined ? null : (
        <ul className="overflow-hidden rounded-lg border border-default bg-surface">
          {sessions.map((session) => (
            <SessionRow
              key={session.id}
              session={session}
              name={nameOf(session)}
              pending={end.isPending && end.variables.id === session.id}
              onEnd={() => end.mutate(session)}
            />
          ))}
        </ul>
      )}
    </section>
  )
}
