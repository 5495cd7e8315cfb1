import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { CopyButton } from '#components/ui/copy-button.tsx'
import { Ident } from '#components/ui/ident.tsx'
import { Meter } from '#components/ui/meter.tsx'
import type { TableColumn } from '#components/table/table-column.ts'
import type { Eni } from '#lib/schema/eni.ts'
import { eniHref } from './eni-href.ts'
import type { EniRow } from './eni-row.ts'
import { EniState } from './eni-state.tsx'
import { None } from './none.tsx'

/** Copies stay out of sight until the row is pointed at or reached by keyboard; on touch they are always there. */
const quiet =
  'opacity-0 group-hover/row:opacity-100 group-focus-within/row:opacity-100 group-focus/row:opacity-100 focus-visible:opacity-100 coarse:opacity-100'

const QuietId = ({ value }: { value: string | undefined }) =>
  value === undefined ? (
    <None />
  ) : (
    <span className="inline-flex items-center gap-0.5">
      <Ident value={value} />
      <CopyButton value={value} className={quiet} />
    </span>
  )

export const EniName = ({ eni }: { eni: Eni }) => {
  const t = useTranslations('eni')
  return (
    <Link
      href={eniHref(eni)}
      prefetch={false}
      title={eni.name}
      className="block truncate text-link underline-offset-2 hover:underline"
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

const NameAndId = ({ eni }: { eni: Eni }) => (
  <span className="flex items-center gap-1">
    <span className="min-w-0">
      <EniName eni={eni} />
      <Ident value={eni.eniId} className="block text-xs! leading-4 text-secondary" />
    </span>
    <CopyButton value={eni.eniId} className={quiet} />
  </span>
)

/** The columns of the list of ENIs, in the order of docs: who, how it is, its address, where. */
export const eniColumns: readonly TableColumn<EniRow>[] = [
  { id: 'name', cell: ({ eni }) => <NameAndId eni={eni} />, sortable: true, rowHeader: true, always: true },
  { id: 'state', cell: ({ eni }) => <EniState state={eni.state} />, width: 116, sortable: true },
  {
    id: 'ip',
    cell: ({ primaryIp }) => (primaryIp === undefined ? <None /> : <Ident value={primaryIp} copy />),
    width: 168,
    sortable: true,
    always: true,
  },
  { id: 'used', cell: ({ eni }) => <Meter used={eni.quota.used} limit={eni.quota.limit} />, width: 144, align: 'end', sortable: true },
  { id: 'eips', cell: ({ eips }) => <EipCount eips={eips} />, width: 88, align: 'end', sortable: true },
  { id: 'instance', cell: ({ eni }) => <QuietId value={eni.instanceId} />, width: 148, sortable: true },
  { id: 'subnet', cell: ({ eni }) => <QuietId value={eni.subnetId} />, width: 168, sortable: true },
  { id: 'vpc', cell: ({ eni }) => <QuietId value={eni.vpcId} />, width: 150, sortable: true },
]

/** Two lines for a phone: who and how it is, address and fill. */
export const EniPhoneRow = ({ row: { eni, primaryIp } }: { row: EniRow }) => (
  <div className="grid gap-1">
    <div className="flex items-center justify-between gap-3">
      <span className="min-w-0 text-base font-semibold">
        <EniName eni={eni} />
      </span>
      <EniState state={eni.state} />
    </div>
    <div className="flex h-5 items-center justify-between gap-3">
      {primaryIp === undefined ? <None /> : <Ident value={primaryIp} copy />}
      <Meter used={eni.quota.used} limit={eni.quota.limit} />
    </div>
  </div>
)
