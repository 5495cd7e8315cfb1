'use client'
import { Lock } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { cx } from '#components/ui/class-names.ts'
import { Ident } from '#components/ui/ident.tsx'
import { Tag } from '#components/ui/tag.tsx'
import type { Eni, PrivateIp } from '#lib/schema/eni.ts'
import { AddressActions } from './address-actions.tsx'
import { IpState } from './eni-state.tsx'
import { None } from './none.tsx'

const head = 'h-9 px-3 text-left text-sm font-semibold text-secondary whitespace-nowrap'
const cell = 'px-3 py-1.5 align-middle'

const Eip = ({ address }: { address: PrivateIp }) => {
  const value = address.eip?.publicIp ?? address.eip?.eipId
  return value === undefined ? <None /> : <Ident value={value} copy />
}

const Role = ({ isPrimary }: { isPrimary: boolean }) => {
  const t = useTranslations('status.role')
  const detail = useTranslations('eni.detail')
  if (!isPrimary) return <span className="text-sm whitespace-nowrap text-secondary">{t('secondary')}</span>
  return (
    <span title={detail('locked')}>
      <Tag icon={<Lock />}>{t('primary')}</Tag>
    </span>
  )
}

type RowProps = { eni: Eni; address: PrivateIp; marked: boolean }

/** The address that was searched for comes into view; of the table and the phone's list only the one that is shown can. */
const useMarked = <E extends HTMLElement>(marked: boolean) => {
  const row = useRef<E>(null)
  useEffect(() => {
    if (marked) row.current?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  return row
}

const look = (marked: boolean) => (marked ? 'bg-selected shadow-[inset_2px_0_0_var(--c-accent)]' : 'hover:bg-hover')

const Address = ({ address: { ip }, marked }: Omit<RowProps, 'eni'>) => {
  const t = useTranslations('eni.detail')
  return (
    <>
      <Ident value={ip} copy className={marked ? 'font-semibold' : ''} />
      {marked && <span className="sr-only">{t('marked')}</span>}
    </>
  )
}

/** Two lines for a phone: which and how it is, what goes with it. */
const PhoneRow = ({ eni, address, marked }: RowProps) => {
  const t = useTranslations('eni.detail.column')
  const row = useMarked<HTMLLIElement>(marked)
  return (
    <li
      ref={row}
      data-ip={address.ip}
      aria-current={marked || undefined}
      className={cx('flex min-h-16 items-center gap-2 border-t border-subtle px-3 py-1.5 first:border-t-0', look(marked))}
    >
      <div className="grid min-w-0 flex-1 gap-0.5">
        <div className="flex flex-wrap items-center justify-between gap-x-3">
          <Address address={address} marked={marked} />
          <IpState state={address.state} />
        </div>
        <div className="flex min-h-6 flex-wrap items-center justify-between gap-x-3">
          <span className="flex min-w-0 flex-wrap items-center gap-x-3">
            <Role isPrimary={address.isPrimary} />
            {address.note !== undefined && address.note !== '' && (
              <span className="min-w-0 text-sm [overflow-wrap:anywhere]">{address.note}</span>
            )}
          </span>
          {address.eip !== undefined && (
            <span className="flex items-center gap-1 text-sm text-secondary">
              {t('eip')} <Eip address={address} />
            </span>
          )}
        </div>
      </div>
      <AddressActions eni={eni} address={address} />
    </li>
  )
}

const Row = ({ eni, address, marked }: RowProps) => {
  const row = useMarked<HTMLTableRowElement>(marked)
  return (
    <tr
      ref={row}
      data-ip={address.ip}
      aria-current={marked || undefined}
      className={cx('h-(--row-height) border-t border-subtle', look(marked))}
    >
      <th scope="row" className={cx(cell, 'text-left font-normal')}>
        <Address address={address} marked={marked} />
      </th>
      <td className={cell}>
        <Role isPrimary={address.isPrimary} />
      </td>
      <td className={cell}>
        <IpState state={address.state} />
      </td>
      <td className={cell}>
        <Eip address={address} />
      </td>
      <td className={cx(cell, 'text-sm [overflow-wrap:anywhere]')}>
        {address.note === undefined || address.note === '' ? <None /> : address.note}
      </td>
      <td className={cx(cell, 'w-10 pl-0 text-right')}>
        <AddressActions eni={eni} address={address} />
      </td>
    </tr>
  )
}

/** The addresses of one ENI as the cloud orders them, the primary first. `ip` marks the one that was searched for. */
export const AddressTable = ({ eni, ip }: { eni: Eni; ip: string | undefined }) => {
  const t = useTranslations('eni.detail')
  const addresses = eni.privateIps.toSorted((a, b) => Number(b.isPrimary) - Number(a.isPrimary))
  if (addresses.length === 0) return <p className="px-3 py-6 text-center text-sm text-secondary">{t('noAddresses')}</p>
  return (
    <div data-scroll-x className="overflow-x-auto rounded-lg border border-default bg-surface">
      <ul aria-label={t('addresses')} className="md:hidden">
        {addresses.map((address) => (
          <PhoneRow key={address.ip} eni={eni} address={address} marked={address.ip === ip} />
        ))}
      </ul>
      <table className="w-full border-collapse max-md:hidden">
        <caption className="sr-only">{t('addresses')}</caption>
        <thead className="bg-subtle">
          <tr>
            <th scope="col" className={head}>
              {t('column.ip')}
            </th>
            <th scope="col" className={head}>
              {t('column.role')}
            </th>
            <th scope="col" className={head}>
              {t('column.state')}
            </th>
            <th scope="col" className={head}>
              {t('column.eip')}
            </th>
            <th scope="col" className={head}>
              {t('column.note')}
            </th>
            <th scope="col" className={cx(head, 'w-10')}>
              <span className="sr-only">{t('column.actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {addresses.map((address) => (
            <Row key={address.ip} eni={eni} address={address} marked={address.ip === ip} />
          ))}
        </tbody>
      </table>
    </div>
  )
}
