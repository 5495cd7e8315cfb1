'use client'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Ident } from '#components/ui/ident.tsx'
import { KeyValue } from '#components/ui/key-value.tsx'
import { Meter } from '#components/ui/meter.tsx'
import { Tag } from '#components/ui/tag.tsx'
import { Time } from '#components/ui/time.tsx'
import { useAccountApi } from '#lib/query/use-account-api.ts'
import type { EniDetail } from '#lib/schema/eni.ts'
import { qosLevels } from '#lib/schema/qos.ts'
import { runBy } from '#lib/plan/run-by.ts'
import { None } from './none.tsx'
import { RunByText } from './run-by-tag.tsx'

const Quota = ({ detail: { eni } }: { detail: EniDetail }) => {
  const t = useTranslations('eni.detail')
  // The other API has no quota at all.
  const isReported = useAccountApi(eni.account) === 'v3'
  return (
    <div className="max-w-64">
      <Meter used={eni.quota.used} limit={eni.quota.limit} size="wide" />
      {eni.quota.limit === undefined && <p className="text-xs text-secondary">{t(isReported ? 'quotaUnread' : 'quotaUnknown')}</p>}
    </div>
  )
}

/** The cloud's own text where it names no zone: turning it into another time would be a guess. */
const Created = ({ at }: { at: string }) => {
  const t = useTranslations('eni.detail')
  if (/(?:Z|[+-]\d\d:?\d\d)$/.test(at)) return <Time at={at} mode="absolute" />
  return (
    <span className="num" data-raw title={t('createdHint')}>
      {at}
    </span>
  )
}

/** The cloud's own word in brackets; one that we do not know stands alone. */
const Qos = ({ level }: { level: string }) => {
  const t = useTranslations('assign.qos.level')
  const known = qosLevels.find((name) => name === level)
  return known === undefined ? <Ident value={level} /> : <>{t(known)}</>
}

/** The facts of one ENI. What the API did not say is left out rather than shown as empty. */
export const EniProperties = ({ detail, columns = 3 }: { detail: EniDetail; columns?: 1 | 3 }) => {
  const t = useTranslations('eni.detail')
  const { eni, vpc, subnet } = detail
  const name = (text: string | undefined) => (text === undefined || text === '' ? null : <span className="text-secondary"> {text}</span>)
  const rows: [string, ReactNode][] = [
    ['instance', eni.instanceId === undefined ? t('noInstance') : <Ident key="instance" value={eni.instanceId} copy />],
    ['mac', eni.mac === undefined ? <None key="mac" /> : <Ident key="mac" value={eni.mac} copy />],
    ['quota', <Quota key="quota" detail={detail} />],
    [
      'vpc',
      <span key="vpc" className="inline-flex flex-wrap items-center gap-x-2">
        <Ident value={eni.vpcId} copy />
        {name(vpc?.name)}
      </span>,
    ],
    [
      'subnet',
      <span key="subnet" className="inline-flex flex-wrap items-center gap-x-2">
        <Ident value={eni.subnetId} copy />
        {subnet !== undefined && <Ident value={subnet.cidr} copy />}
        {name(subnet?.name)}
      </span>,
    ],
    ['type', t(eni.isPrimary ? 'primaryEni' : 'secondaryEni')],
  ]
  if (runBy(eni) !== undefined) rows.push(['runBy', <RunByText key="runBy" eni={eni} />])
  if (subnet?.free !== undefined)
    rows.push([
      'subnetFree',
      <span key="free" className="num">
        {subnet.total === undefined ? subnet.free : t('subnetFreeOf', { free: subnet.free, total: subnet.total })}
      </span>,
    ])
  rows.push([
    'region',
    <span key="region" className="inline-flex flex-wrap gap-x-2">
      <Ident value={eni.region} />
      <span className="text-secondary" data-raw translate="no">
        {eni.account}
      </span>
    </span>,
  ])
  if (eni.zone !== undefined) rows.push(['zone', <Ident key="zone" value={eni.zone} />])
  if (eni.qosLevel !== undefined) rows.push(['qos', <Qos key="qos" level={eni.qosLevel} />])
  if (eni.securityGroups?.length)
    rows.push([
      'securityGroups',
      <span key="sg" className="flex flex-wrap gap-x-3">
        {eni.securityGroups.map((group) => (
          <Ident key={group} value={group} copy />
        ))}
      </span>,
    ])
  if (eni.createdAt !== undefined) rows.push(['created', <Created key="created" at={eni.createdAt} />])
  if (eni.description)
    rows.push([
      'description',
      <span key="description" className="[overflow-wrap:anywhere]">
        {eni.description}
      </span>,
    ])
  if (eni.tags?.length)
    rows.push([
      'tags',
      <span key="tags" className="flex flex-wrap gap-1">
        {eni.tags.map((tag) => (
          <Tag key={tag.key}>
            {tag.key}={tag.value}
          </Tag>
        ))}
      </span>,
    ])
  // The key is one of the literals above.
  return <KeyValue columns={columns} items={rows.map(([key, value]) => ({ key, label: t(key as 'instance'), value }))} />
}
