'use client'
import { useTranslations } from 'use-intl'
import { cx } from '#components/ui/class-names.ts'
import type { EniDetail } from '#lib/schema/eni.ts'
import { inOrder } from './address-order.ts'
import { ChooseAll } from './address-parts.tsx'
import { PhoneRow, Row, type RowProps } from './address-row.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { useAddressRights } from './use-address-rights.ts'
import { useAddressSelection } from './use-address-selection.ts'
import { useChanging } from './use-changing.ts'

const head = 'h-9 px-3 text-left text-sm font-semibold text-secondary whitespace-nowrap'

type AddressTableProps = {
  detail: EniDetail
  /** Marks the address that was searched for. */
  ip: string | undefined
  writesAllowed: boolean
  /** The interface is no longer listed: what is shown is the past. */
  gone: boolean
  /** Two lines an address, as on a phone: beside the list there is no room for a table. */
  narrow?: boolean
}

/** The addresses of one ENI and what can be done with them. */
export const AddressTable = ({ detail, ip, writesAllowed, gone, narrow = false }: AddressTableProps) => {
  const t = useTranslations('eni.detail')
  // What is chosen is in the order of the table.
  const eni = { ...detail.eni, privateIps: inOrder(detail.eni.privateIps) }
  const rights = useAddressRights(detail, writesAllowed, gone)
  const selection = useAddressSelection(eni)
  const changing = useChanging(detail)
  const here = new Set(eni.privateIps.map((address) => address.ip))
  const coming = [...changing.keys()].filter((each) => !here.has(each)).map((each) => ({ ip: each, isPrimary: false }))
  const rows = inOrder([...eni.privateIps, ...coming]).map((address): RowProps & { key: string } => ({
    key: address.ip,
    eni,
    address,
    marked: address.ip === ip,
    selection,
    changing: changing.get(address.ip),
    isHere: here.has(address.ip),
    rights,
  }))
  if (rows.length === 0) return <p className="px-3 py-6 text-center text-sm text-secondary">{t('noAddresses')}</p>
  return (
    <>
      <div data-scroll-x className="overflow-x-auto rounded-lg border border-default bg-surface">
        <ul aria-label={t('addresses')} className={narrow ? undefined : 'md:hidden'}>
          {rows.map(({ key, ...row }) => (
            <PhoneRow key={key} {...row} />
          ))}
        </ul>
        {narrow ? null : (
          <table className="w-full border-collapse max-md:hidden">
            <caption className="sr-only">{t('addresses')}</caption>
            <thead className="bg-subtle">
              <tr>
                <th scope="col" className={cx(head, 'w-10 pr-0')}>
                  <ChooseAll selection={selection} />
                  <span className="sr-only">{t('column.choose')}</span>
                </th>
                {(['ip', 'role', 'state', 'eip', 'note'] as const).map((column) => (
                  <th key={column} scope="col" className={head}>
                    {t(`column.${column}`)}
                  </th>
                ))}
                <th scope="col" className={cx(head, 'w-10')}>
                  <span className="sr-only">{t('column.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ key, ...row }) => (
                <Row key={key} {...row} />
              ))}
            </tbody>
          </table>
        )}
      </div>
      <SelectionBar eni={eni} selection={selection} rights={rights} />
    </>
  )
}
