'use client'
import { CircleHelp, CircleX, Lock } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Ident } from '#components/ui/ident.tsx'
import { Status } from '#components/ui/status.tsx'
import { Tag } from '#components/ui/tag.tsx'
import type { PrivateIp } from '#lib/schema/eni.ts'
import { paths } from '#lib/paths.ts'
import { eipShown } from '#lib/plan/eip-shown.ts'
import type { Changing } from './changing.ts'
import { IpState } from './eni-state.tsx'
import { None } from './none.tsx'
import type { AddressSelection } from './use-address-selection.ts'

/** The address that was searched for comes into view; of the table and the phone's list only the one that is shown can. */
export const useMarked = <E extends HTMLElement>(marked: boolean) => {
  const row = useRef<E>(null)
  useEffect(() => {
    if (marked) row.current?.scrollIntoView({ block: 'nearest' })
  }, [marked])
  return row
}

type BoxProps = { label: string; checked: boolean; some?: boolean; onChange: () => void }

const Box = ({ label, checked, some = false, onChange }: BoxProps) => (
  <label className="flex size-6 items-center justify-center coarse:size-10">
    <input
      ref={(box) => {
        if (box !== null) box.indeterminate = some
      }}
      type="checkbox"
      aria-label={label}
      checked={checked}
      onChange={onChange}
      className="size-4 rounded-sm accent-(--c-accent)"
    />
  </label>
)

/** Chooses the address for what is done with several; the primary takes no part in that. */
export const Choose = ({ address: { ip, isPrimary }, selection }: { address: PrivateIp; selection: AddressSelection }) => {
  const t = useTranslations('eni.detail')
  if (!isPrimary) return <Box label={t('choose', { ip })} checked={selection.has(ip)} onChange={() => selection.toggle(ip)} />
  return (
    <span className="flex size-6 items-center justify-center text-tertiary coarse:size-10" title={t('locked')}>
      <Lock aria-hidden className="size-3.5" />
    </span>
  )
}

/** Chooses all of them, or none. */
export const ChooseAll = ({ selection: { chosen, of, all, clear } }: { selection: AddressSelection }) => {
  const t = useTranslations('eni.detail')
  const every = chosen.length === of
  if (of === 0) return null
  return <Box label={t('chooseAll')} checked={every} some={chosen.length > 0 && !every} onChange={every ? clear : all} />
}

export const Eip = ({ address }: { address: PrivateIp }) => {
  const value = address.eip && eipShown(address.eip)
  return value === undefined ? <None /> : <Ident value={value} copy />
}

export const Role = ({ isPrimary }: { isPrimary: boolean }) => {
  const t = useTranslations('status.role')
  if (!isPrimary) return <span className="text-sm whitespace-nowrap text-secondary">{t('secondary')}</span>
  return <Tag>{t('primary')}</Tag>
}

/** What our own operation is doing with it, else the state that the cloud reports. */
export const State = ({ address, changing }: { address: PrivateIp; changing: Changing | undefined }): ReactNode => {
  const t = useTranslations('status.operation')
  if (changing === undefined) return <IpState state={address.state} />
  if (changing.state === 'failed')
    return (
      <Status tone="danger" form="badge" icon={<CircleX />}>
        {t('failed')}
      </Status>
    )
  if (changing.state !== 'unconfirmed') return <IpState state={changing.state} />
  return (
    <Status tone="warning" form="badge" icon={<CircleHelp />}>
      {t('unconfirmed')}
    </Status>
  )
}

/** Its operation says why it did not come. */
export const WhyFailed = ({ operationId }: { operationId: string }) => (
  <Link href={paths.operation(operationId)} className="inline-flex min-h-6 items-center text-sm text-link underline underline-offset-2">
    {useTranslations('eni.detail')('seeOperation')}
  </Link>
)

export const Address = ({ ip, marked }: { ip: string; marked: boolean }) => {
  const t = useTranslations('eni.detail')
  return (
    <>
      <Ident value={ip} copy className={marked ? 'font-semibold' : ''} />
      {marked && <span className="sr-only">{t('marked')}</span>}
    </>
  )
}
