'use client'
import { Plus } from 'lucide-react'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { useWhyNotText } from '#components/form/why-not-text.ts'
import { Button } from '#components/ui/button.tsx'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { DisabledReason } from '#components/ui/disabled-reason.tsx'
import { Ident } from '#components/ui/ident.tsx'
import { KeyValue, type KeyValueItem } from '#components/ui/key-value.tsx'
import { LinkButton } from '#components/ui/link-button.tsx'
import { Tag } from '#components/ui/tag.tsx'
import { useMay } from '#lib/query/use-session.ts'
import type { AddressPast as Past } from '#lib/schema/address-past.ts'
import type { SearchResult } from '#lib/schema/search.ts'
import { eipShown } from '#lib/plan/eip-shown.ts'
import { AddressPast } from './address-past.tsx'
import { assignBlocked } from './assign-action.tsx'
import { CopyNote, useEniNote } from './copy-note.tsx'
import { assignHref } from './eni-href.ts'
import { EniState, IpState } from './eni-state.tsx'
import { None } from './none.tsx'
import { RunByTag } from './run-by-tag.tsx'
import { hitHref } from './use-search.ts'

const shownMax = 3

/** The first few, and how many more there are. */
const Some = ({ values }: { values: readonly string[] }) => {
  const t = useTranslations('home')
  if (values.length === 0) return <None />
  return (
    <span className="flex flex-wrap items-baseline gap-x-3">
      {values.slice(0, shownMax).map((value) => (
        <Ident key={value} value={value} copy />
      ))}
      {values.length > shownMax && <span className="text-sm text-secondary">{t('more', { count: values.length - shownMax })}</span>}
    </span>
  )
}

type HitProps = {
  hit: SearchResult['items'][number]
  /** What was done with the address that was looked for. */
  past: Past | undefined
  observedAt: string
  /** Say whose it is. */
  severalAccounts: boolean
  writesAllowed: boolean
}

/** One owner: the address or the ENI, where it is, what it belongs to, and who had the address before. The heading opens it. */
export const SearchHit = ({ hit, past, observedAt, severalAccounts, writesAllowed }: HitProps) => {
  const t = useTranslations('home')
  const role = useTranslations('status.role')
  const note = useEniNote()
  const { eni, vpcName } = hit
  // A running operation is not known here: the form says so itself.
  const whyNot = useWhyNotText()(assignBlocked({ eni }, writesAllowed, useMay()('assign', eni.account)), eni)
  // What was looked for: an address, or all that the interface has.
  const addresses = eni.privateIps.filter(({ ip }) => hit.ip === undefined || ip === hit.ip)
  const address = hit.ip === undefined ? undefined : addresses[0]
  const eips = addresses.flatMap(({ eip }) => (eip && eipShown(eip)) ?? [])
  const id = hit.ip ?? (eni.name === '' ? eni.eniId : undefined)
  const items: KeyValueItem[] = [
    {
      key: 'interface',
      label: t('interface'),
      value: (
        <span className="flex flex-wrap items-baseline gap-x-2">
          {eni.name !== '' && (
            <span className="[overflow-wrap:anywhere]" data-raw translate="no">
              {eni.name}
            </span>
          )}
          <Ident value={eni.eniId} copy />
          <EniState state={eni.state} />
          <RunByTag eni={eni} />
        </span>
      ),
    },
    {
      key: 'instance',
      label: t('instance'),
      value:
        eni.instanceId === undefined ? <span className="text-secondary">{t('notAttached')}</span> : <Ident value={eni.instanceId} copy />,
    },
    ...(hit.ip === undefined ? [{ key: 'ips', label: t('ips'), value: <Some values={addresses.map(({ ip }) => ip)} /> }] : []),
    { key: 'vpc', label: t('vpc'), value: <Ident value={eni.vpcId} copy /> },
    { key: 'subnet', label: t('subnet'), value: <Ident value={eni.subnetId} copy /> },
    { key: 'mac', label: t('mac'), value: eni.mac === undefined ? <None /> : <Ident value={eni.mac} copy /> },
    { key: 'eip', label: t('eip'), value: <Some values={eips} /> },
  ]
  return (
    <li className="rounded-lg border border-default bg-surface">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-subtle px-4 py-2">
        <Link href={hitHref(hit)} data-hit className="rounded-md text-link underline underline-offset-2">
          {id === undefined ? (
            <span className="text-lg font-semibold [overflow-wrap:anywhere]" data-raw translate="no">
              {eni.name}
            </span>
          ) : (
            <Ident value={id} className="text-lg! font-semibold" />
          )}
        </Link>
        {hit.ip !== undefined && <CopyButton value={hit.ip} />}
        {address !== undefined && (
          <>
            {address.isPrimary ? <Tag>{role('primary')}</Tag> : <span className="text-sm text-secondary">{role('secondary')}</span>}
            {address.state !== undefined && <IpState state={address.state} />}
          </>
        )}
        <span className="text-sm md:ml-auto text-secondary" data-raw translate="no">
          {[vpcName ?? eni.vpcId, eni.region, ...(severalAccounts ? [eni.account] : [])].join(' · ')}
        </span>
        <div className="flex flex-wrap gap-2 max-md:w-full">
          {whyNot === undefined ? (
            <LinkButton size="sm" icon={<Plus />} href={assignHref(eni)}>
              {t('assign')}
            </LinkButton>
          ) : (
            <Button size="sm" icon={<Plus />} disabledReason={whyNot}>
              {t('assign')}
            </Button>
          )}
          <CopyNote
            size="sm"
            text={() =>
              note({ eni, observedAt, vpc: vpcName === undefined ? undefined : { vpcId: eni.vpcId, name: vpcName, cidr: '' } }, hit.ip)
            }
          />
        </div>
        {whyNot !== undefined && (
          <div className="w-full">
            <DisabledReason>{whyNot}</DisabledReason>
          </div>
        )}
      </div>
      <div className="px-4 py-2">
        <KeyValue columns={2} items={items} />
      </div>
      {hit.ip !== undefined && (
        <div className="border-t border-subtle px-4 py-2">
          <AddressPast past={past} now={eni.eniId} />
        </div>
      )}
    </li>
  )
}
