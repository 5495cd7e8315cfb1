import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { Ident } from '#components/ui/ident.tsx'
import { Meter } from '#components/ui/meter.tsx'
import { RowMenuButton } from '#components/table/row-menu.tsx'
import type { TableColumn } from '#components/table/table-column.ts'
import type { Eni } from '#lib/schema/eni.ts'
import { eniHref } from './eni-href.ts'
import type { EniRow } from './eni-row.ts'
import { EniState } from './eni-state.tsx'
import { None } from './none.tsx'
import { RowCopy } from './row-copy.tsx'
import { RunByTag } from './run-by-tag.tsx'

const QuietId = ({ value }: { value: string | undefined }) =>
  value === undefined ? (
    <None />
  ) : (
    <span className="inline-flex items-center gap-0.5">
      <Ident value={value} />
      <RowCopy value={value} quiet />
    </span>
  )

export const EniName = ({ eni, tabIndex }: { eni: Eni; tabIndex?: number }) => {
  const t = useTranslations('eni')
  return (
    <Link
      href={eniHref(eni)}
      prefetch={false}
      // The row is the Tab stop, and Enter on it opens the same page.
      tabIndex={tabIndex}
      title={eni.name}
      className="-my-0.5 block truncate py-0.5 text-link underline-offset-2 hover:underline max-md:leading-6"
      translate="no"
      data-raw
    >
      {eni.name === '' ? t('unnamed') : eni.name}
    </Link>
  )
}

const EipCount = ({ eips }: { eips: string[] }) =>
  eips.length === 0 ? (
    <None />
  ) : (
    <span className="num" title={eips.join(', ')}>
      {eips.length}
    </span>
  )

const PrimaryIp = ({ ip }: { ip: string }) => (
  <span className="inline-flex items-center gap-0.5">
    <Ident value={ip} />
    <RowCopy value={ip} />
  </span>
)

const NameAndId = ({ eni }: { eni: Eni }) => (
  <span className="flex items-center gap-1">
    <span className="min-w-0">
      <EniName eni={eni} tabIndex={-1} />
      <span className="flex items-center gap-2">
        <Ident value={eni.eniId} className="block text-xs! leading-4 text-secondary" />
        <RunByTag eni={eni} quiet />
      </span>
    </span>
    <RowCopy value={eni.eniId} quiet />
  </span>
)

const Account = ({ name }: { name: string }) => (
  <span className="block truncate" title={name} data-raw translate="no">
    {name}
  </span>
)

const RowActions = ({ row: { key, eni } }: { row: EniRow }) => <RowMenuButton rowKey={key} name={eni.name || eni.eniId} />

/** The columns of the list of ENIs, in the order of docs: who, how it is, its address, where. */
export const eniColumns: readonly TableColumn<EniRow>[] = [
  { id: 'name', cell: ({ eni }) => <NameAndId eni={eni} />, sortable: true, rowHeader: true, always: true },
  // Left out where there is one account: see the screen. Beside the name, because the last columns may have to be scrolled to.
  { id: 'account', cell: ({ eni }) => <Account name={eni.account} />, width: 110, saidBeside: true },
  { id: 'state', cell: ({ eni }) => <EniState state={eni.state} />, width: 116, sortable: true },
  {
    id: 'ip',
    cell: ({ primaryIp }) => (primaryIp === undefined ? <None /> : <PrimaryIp ip={primaryIp} />),
    width: 168,
    sortable: true,
    always: true,
  },
  { id: 'used', cell: ({ eni }) => <Meter used={eni.quota.used} limit={eni.quota.limit} />, width: 144, align: 'end', sortable: true },
  { id: 'eips', cell: ({ eips }) => <EipCount eips={eips} />, width: 88, align: 'end', sortable: true, saidBeside: true },
  { id: 'instance', cell: ({ eni }) => <QuietId value={eni.instanceId} />, width: 148, sortable: true, saidBeside: true },
  { id: 'subnet', cell: ({ eni }) => <QuietId value={eni.subnetId} />, width: 168, sortable: true, saidBeside: true },
  { id: 'vpc', cell: ({ eni }) => <QuietId value={eni.vpcId} />, width: 150, sortable: true, saidBeside: true },
  { id: 'actions', cell: (row) => <RowActions row={row} />, width: 52, align: 'end', headingHidden: true, always: true },
]

const PhoneVpc = ({ eni: { vpcId }, names }: { eni: Eni; names: ReadonlyMap<string, string> }) => (
  <div className="flex h-5 min-w-0 items-center gap-2 text-xs text-secondary">
    <span className="min-w-0 truncate" translate="no" data-raw>
      {names.get(vpcId)}
    </span>
    <Ident value={vpcId} className="text-xs!" />
  </div>
)

/** Lines for a phone: who and how it is, address and fill; where it is, if `vpcNames` says that there are several VPCs in the list. */
export const EniPhoneRow = ({ row, vpcNames }: { row: EniRow; vpcNames: ReadonlyMap<string, string> | undefined }) => {
  const { eni, primaryIp } = row
  return (
    <div className="flex items-center gap-1">
      <div className="grid min-w-0 flex-1 grid-cols-1 gap-1">
        <div className="flex items-center justify-between gap-3">
          <span className="flex min-w-0 items-center gap-1.5">
            <span className="min-w-0 text-base font-semibold">
              <EniName eni={eni} />
            </span>
            <RunByTag eni={eni} />
          </span>
          <EniState state={eni.state} />
        </div>
        <div className="flex h-5 items-center justify-between gap-3">
          {primaryIp === undefined ? <None /> : <PrimaryIp ip={primaryIp} />}
          <Meter used={eni.quota.used} limit={eni.quota.limit} />
        </div>
        {vpcNames !== undefined && <PhoneVpc eni={eni} names={vpcNames} />}
      </div>
      <span className="-mr-2 flex-none">
        <RowActions row={row} />
      </span>
    </div>
  )
}
