'use client'
import { CircleCheck, CircleDashed, CircleDot, Clock, Lock } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useVerdictWords } from '#components/form/verdict-words.tsx'
import { cx } from '#components/ui/class-names.ts'
import { DisabledReason } from '#components/ui/disabled-reason.tsx'
import { Ident } from '#components/ui/ident.tsx'
import { KeyValue } from '#components/ui/key-value.tsx'
import { paths } from '#lib/paths.ts'
import { useAccountApi } from '#lib/query/use-account-api.ts'
import { useMay } from '#lib/query/use-session.ts'
import type { AddressPast as Past } from '#lib/schema/address-past.ts'
import { harmlessVerdicts, type VerdictCode } from '#lib/schema/assign.ts'
import type { SearchedSubnet } from '#lib/schema/search.ts'
import { AddressPast } from './address-past.tsx'
import { AssignInSubnet } from './assign-in-subnet.tsx'

/** What is not here cannot be said of an address in its own subnet; it would look like what is not known. */
const icons: Partial<Record<VerdictCode, ReactNode>> = {
  free: <CircleCheck className="text-success-icon" />,
  reserved: <Lock className="text-neutral-icon" />,
  in_use: <CircleDot className="text-neutral-icon" />,
  claimed: <Clock className="text-pending-icon" />,
  cooling: <Clock className="text-pending-icon" />,
}

type SearchSubnetProps = { subnet: SearchedSubnet; ip: string; past: Past | undefined; severalAccounts: boolean; writesAllowed: boolean }

/** A subnet in which an address lies that no interface has: what is known of it there, who had it, and the way to assign it. */
export const SearchSubnet = ({ subnet, ip, past, severalAccounts, writesAllowed }: SearchSubnetProps) => {
  const t = useTranslations('home')
  const why = useTranslations('eni.detail.whyNot')
  const { account, region, vpcId, subnetId, name, cidr, vpcName, verdict } = subnet
  const words = useVerdictWords({ cidr, api: useAccountApi(account) })
  const may = useMay()('assign', account)
  const forbidden = writesAllowed ? (may ? undefined : why('role_needed')) : why('read_only')
  const isHarmless = verdict !== undefined && harmlessVerdicts.includes(verdict.code)
  const state = verdict === undefined ? t('subnetUnread') : words.rich(verdict)
  const inTheWay = isHarmless ? undefined : verdict === undefined ? t('subnetUnread') : words.plain(verdict)
  return (
    <li className="rounded-lg border border-default bg-surface">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-subtle px-4 py-2">
        <Link
          href={paths.enis({ account, region, vpc: vpcId, subnet: subnetId })}
          data-lies
          translate="no"
          data-raw
          className="inline-flex min-h-6 items-center rounded-md font-semibold text-link underline underline-offset-2 [overflow-wrap:anywhere]"
        >
          {name || subnetId}
        </Link>
        <Ident value={subnetId} copy />
        <Ident value={cidr} />
        <span className="text-sm md:ml-auto text-secondary" data-raw translate="no">
          {[vpcName ?? vpcId, region, ...(severalAccounts ? [account] : [])].join(' · ')}
        </span>
        <AssignInSubnet subnet={subnet} ip={ip} whyNot={forbidden ?? inTheWay} />
        {forbidden !== undefined && (
          <div className="w-full">
            <DisabledReason>{forbidden}</DisabledReason>
          </div>
        )}
      </div>
      <div className="grid gap-1 px-4 py-2">
        <KeyValue
          items={[
            {
              key: 'state',
              label: t('state'),
              value: (
                <span className={cx('flex items-baseline gap-1.5', verdict?.code === 'free' && 'text-success')}>
                  <span className="mt-0.5 flex-none self-start">
                    {(verdict && icons[verdict.code]) ?? <CircleDashed className="text-neutral-icon" />}
                  </span>
                  <span>{state}</span>
                </span>
              ),
            },
          ]}
        />
        <AddressPast past={past} now={verdict && (verdict.holder?.eniId ?? null)} />
      </div>
    </li>
  )
}
