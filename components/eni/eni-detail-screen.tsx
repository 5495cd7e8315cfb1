'use client'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Banner } from '#components/ui/banner.tsx'
import { Ident } from '#components/ui/ident.tsx'
import { isNotFound } from '#lib/query/api-error.ts'
import { paths } from '#lib/paths.ts'
import type { EniDetail } from '#lib/schema/eni.ts'
import { AddressTable } from './address-table.tsx'
import { AssignAction, AssignReason } from './assign-action.tsx'
import { CopyNote, useEniNote } from './copy-note.tsx'
import { EniDetailProblem } from './eni-detail-problem.tsx'
import { EniDetailSkeleton } from './eni-detail-skeleton.tsx'
import { EniProperties } from './eni-properties.tsx'
import { EniState } from './eni-state.tsx'
import { EniTrouble } from './eni-trouble.tsx'
import { Freshness } from '#components/ui/freshness.tsx'
import { PageTop } from '#components/ui/page-top.tsx'
import { RunByTag } from './run-by-tag.tsx'
import { SeeAll } from './see-all.tsx'
import { useEniDetail } from './use-eni-detail.ts'
import { useEniKeys } from './use-eni-keys.ts'

type ScreenProps = {
  eniId: string
  writesAllowed: boolean
  /** The operations of this ENI, filled in by the page. */
  operations?: ReactNode
}

const Crumbs = ({ detail: { eni, vpc } }: { detail: EniDetail }) => {
  const t = useTranslations('eni')
  const link = 'inline-flex min-h-6 items-center text-secondary underline-offset-2 hover:text-primary hover:underline'
  return (
    <nav aria-label={t('detail.breadcrumb')} className="flex flex-wrap items-center gap-x-1.5 text-sm">
      <Link href={paths.enis()} className={link}>
        {t('title')}
      </Link>
      <span aria-hidden className="text-tertiary">
        /
      </span>
      <Link href={paths.enis({ account: eni.account, region: eni.region, vpc: eni.vpcId })} className={link} data-raw translate="no">
        {vpc?.name || eni.vpcId}
      </Link>
    </nav>
  )
}

/** The page of one ENI, in every state it can be in. */
export const EniDetailScreen = ({ eniId, writesAllowed, operations }: ScreenProps) => {
  const { query, scope, ip, paused, setPaused, refreshing, refresh } = useEniDetail(eniId)
  const t = useTranslations('eni.detail')
  const note = useEniNote()
  const { data: detail, error } = query
  useEniKeys(detail, writesAllowed)
  if (detail === undefined)
    return error === null ? (
      <EniDetailSkeleton eniId={eniId} />
    ) : (
      <EniDetailProblem eniId={eniId} scope={scope} ip={ip} error={error} onRetry={() => void query.refetch()} />
    )
  const { eni } = detail
  const gone = isNotFound(error)
  return (
    <div className="px-4 pb-8 max-md:flex max-md:flex-col md:px-6">
      <PageTop
        breadcrumb={<Crumbs detail={detail} />}
        title={eni.name === '' ? eni.eniId : eni.name}
        aside={
          <>
            <EniState state={eni.state} />
            <RunByTag eni={eni} />
          </>
        }
        meta={<Freshness observedAt={detail.observedAt} refreshing={refreshing} onRefresh={refresh} paused={paused} onPause={setPaused} />}
        actions={
          <>
            <CopyNote text={() => note(detail, ip)} />
            {!gone && <AssignAction detail={detail} writesAllowed={writesAllowed} />}
          </>
        }
      >
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <Ident value={eni.eniId} copy />
          {!gone && <AssignReason detail={detail} writesAllowed={writesAllowed} />}
        </div>
      </PageTop>
      {error !== null && <EniTrouble detail={detail} error={error} onRetry={refresh} />}
      {ip !== undefined && !eni.privateIps.some((address) => address.ip === ip) && (
        <div className="pb-3">
          <Banner tone="info" title={t('markedGone', { ip })} />
        </div>
      )}
      {/* Last on a phone, so it waits there until what stands above it has arrived: a page half received would show it at the top. */}
      <section
        aria-label={t('properties')}
        className="rounded-lg border border-default bg-surface px-4 py-3 max-md:order-last max-md:not-has-[~[data-all-arrived]]:hidden max-md:px-3 max-md:mt-6 md:mb-6"
      >
        <EniProperties detail={detail} />
      </section>
      <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <section aria-labelledby="addresses">
          <h2 id="addresses" className="pb-2 text-lg font-semibold">
            {t('addresses')} <span className="num font-normal text-tertiary">{eni.privateIps.length}</span>
          </h2>
          <AddressTable detail={detail} ip={ip} writesAllowed={writesAllowed} gone={gone} />
        </section>
        {operations !== undefined && (
          <section aria-labelledby="eni-operations">
            <div className="flex flex-wrap items-baseline justify-between gap-x-4 pb-2">
              <h2 id="eni-operations" className="text-lg font-semibold">
                {t('operations')}
              </h2>
              <SeeAll href={paths.operations({ q: eni.eniId })} />
            </div>
            <div className="overflow-hidden rounded-lg border border-default bg-surface">{operations}</div>
          </section>
        )}
      </div>
      <span data-all-arrived hidden />
    </div>
  )
}
