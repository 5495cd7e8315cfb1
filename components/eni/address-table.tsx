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

const Row = ({ eni, address, marked }: { eni: Eni; address: PrivateIp; marked: boolean }) => {
  const t = useTranslations('eni.detail')
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (marked) row.current?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  return (
    <tr
      ref={row}
      data-ip={address.ip}
      aria-current={marked || undefined}
      className={cx(
        'h-(--row-height) border-t border-subtle',
        marked ? 'bg-selected shadow-[inset_2px_0_0_var(--c-accent)]' : 'hover:bg-hover',
      )}
    >
      <th scope="row" className={cx(cell, 'text-left font-normal')}>
        <Ident value={address.ip} copy className={marked ? 'font-semibold' : ''} />
        {marked && <span className="sr-only">{t('marked')}</span>}
        {/* A phone shows these two under the address instead of in columns of their own. */}
        {address.eip !== undefined && (
          <span className="flex items-center gap-1 text-xs text-secondary md:hidden">
            EIP <Eip address={address} />
          </span>
        )}
        {address.note !== undefined && <span className="block text-xs text-secondary md:hidden">{address.note}</span>}
      </th>
      <td className={cell}>
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Role isPrimary={address.isPrimary} />
          <span className="md:hidden">
            <IpState state={address.state} />
          </span>
        </span>
      </td>
      <td className={cx(cell, 'max-md:hidden')}>
        <IpState state={address.state} />
      </td>
      <td className={cx(cell, 'max-md:hidden')}>
        <Eip address={address} />
      </td>
      <td className={cx(cell, 'text-sm [overflow-wrap:anywhere] max-md:hidden')}>
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
      <table className="w-full border-collapse">
        <caption className="sr-only">{t('addresses')}</caption>
        <thead className="bg-subtle">
          <tr>
            <th scope="col" className={head}>
              {t('column.ip')}
            </th>
            <th scope="col" className={head}>
              {t('column.role')}
              <span className="md:hidden"> · {t('column.state')}</span>
            </th>
            <th scope="col" className={cx(head, 'max-md:hidden')}>
              {t('column.state')}
            </th>
            <th scope="col" className={cx(head, 'max-md:hidden')}>
              {t('column.eip')}
            </th>
            <th scope="col" className={cx(head, 'max-md:hidden')}>
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
