'use client'
import { useTranslations } from 'use-intl'
import { cx } from '#components/ui/class-names.ts'
import type { Eni, PrivateIp } from '#lib/schema/eni.ts'
import { AddressActions } from './address-actions.tsx'
import { Address, Choose, Eip, Role, State, useMarked, WhyFailed } from './address-parts.tsx'
import { None } from './none.tsx'
import type { AddressRights } from './use-address-rights.ts'
import type { AddressSelection } from './use-address-selection.ts'
import type { Changing } from './changing.ts'

export type RowProps = {
  eni: Eni
  address: PrivateIp
  /** It is the one that was searched for. */
  marked: boolean
  selection: AddressSelection
  changing: Changing | undefined
  /** False: it has been accepted and has not come yet, or failed to. There is nothing to be done with it. */
  isHere: boolean
  rights: AddressRights
}

export const cell = 'px-3 py-1.5 align-middle'

const look = (marked: boolean, chosen: boolean) =>
  cx(marked || chosen ? 'bg-selected' : 'hover:bg-hover', marked && 'shadow-[inset_2px_0_0_var(--c-accent)]')

const Note = ({ address: { note }, changing }: Pick<RowProps, 'address' | 'changing'>) => {
  if (changing?.state === 'failed') return <WhyFailed operationId={changing.operationId} />
  return note === undefined || note === '' ? <None /> : note
}

/** Two lines for a phone: which and how it is, what goes with it. */
export const PhoneRow = ({ eni, address, marked, selection, changing, isHere, rights }: RowProps) => {
  const t = useTranslations('eni.detail.column')
  const row = useMarked<HTMLLIElement>(marked)
  return (
    <li
      ref={row}
      data-ip={address.ip}
      aria-current={marked || undefined}
      className={cx(
        'flex min-h-16 items-center gap-2 border-t border-subtle px-3 py-1.5 first:border-t-0',
        look(marked, selection.has(address.ip)),
      )}
    >
      {isHere ? <Choose address={address} selection={selection} /> : <span className="w-6 flex-none coarse:w-10" />}
      <div className="grid min-w-0 flex-1 gap-0.5">
        <div className="flex flex-wrap items-center justify-between gap-x-3">
          <Address ip={address.ip} marked={marked} />
          <State address={address} changing={changing} />
        </div>
        <div className="flex min-h-6 flex-wrap items-center justify-between gap-x-3">
          <span className="flex min-w-0 flex-wrap items-center gap-x-3">
            {isHere ? <Role isPrimary={address.isPrimary} /> : null}
            {changing?.state === 'failed' ? <WhyFailed operationId={changing.operationId} /> : null}
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
      {isHere ? <AddressActions eni={eni} address={address} rights={rights} /> : <span className="w-7 flex-none coarse:w-9" />}
    </li>
  )
}

export const Row = ({ eni, address, marked, selection, changing, isHere, rights }: RowProps) => {
  const row = useMarked<HTMLTableRowElement>(marked)
  return (
    <tr
      ref={row}
      data-ip={address.ip}
      aria-current={marked || undefined}
      className={cx('h-(--row-height) border-t border-subtle', look(marked, selection.has(address.ip)))}
    >
      <td className={cx(cell, 'w-10 pr-0')}>{isHere ? <Choose address={address} selection={selection} /> : null}</td>
      <th scope="row" className={cx(cell, 'text-left font-normal')}>
        <Address ip={address.ip} marked={marked} />
      </th>
      <td className={cell}>{isHere ? <Role isPrimary={address.isPrimary} /> : <None />}</td>
      <td className={cell}>
        <State address={address} changing={changing} />
      </td>
      <td className={cell}>
        <Eip address={address} />
      </td>
      <td className={cx(cell, 'text-sm [overflow-wrap:anywhere]')}>
        <Note address={address} changing={changing} />
      </td>
      <td className={cx(cell, 'w-10 pl-0 text-right')}>{isHere ? <AddressActions eni={eni} address={address} rights={rights} /> : null}</td>
    </tr>
  )
}
