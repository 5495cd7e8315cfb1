'use client'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { addressTag } from '#components/form/rich-tags.tsx'
import { Ident } from '#components/ui/ident.tsx'
import { KeyValue, type KeyValueItem } from '#components/ui/key-value.tsx'
import { Time } from '#components/ui/time.tsx'
import { paths } from '#lib/paths.ts'
import { eipShown } from '#lib/plan/eip-shown.ts'
import { holdersOf, type Holding } from '#lib/plan/address-holders.ts'
import type { AddressChange, AddressPast as Past } from '#lib/schema/address-past.ts'
import { shownState } from '#lib/schema/operation.ts'

const link = 'inline-flex min-h-6 items-center text-link underline underline-offset-2'
const shownMax = 3

type Place = Pick<Past, 'account' | 'region'>

/** What stands for the tags in a sentence about a change. */
const partsOf = ({ operationId, eniId, toEniId, actor, at }: AddressChange, { account, region }: Place) => {
  const eni = (value: string | undefined) =>
    value === undefined ? null : <Ident value={value} href={paths.eni(value, { account, region })} />
  return {
    operation: (chunks: ReactNode) => (
      <Link href={paths.operation(operationId)} className={link}>
        {chunks}
      </Link>
    ),
    from: () => eni(eniId),
    to: () => eni(toEniId),
    holder: () => eni(toEniId ?? eniId),
    time: () => <Time at={at} />,
    actor: () => (
      <span translate="no" data-raw>
        {actor}
      </span>
    ),
  }
}

/** It runs, or nobody knows what came of it: what was asked for is said, and not that it was done. */
const Doubtful = ({ change, place }: { change: AddressChange; place: Place }) => {
  const t = useTranslations('home.past.asked')
  const status = useTranslations('status.operation')
  return t.rich(change.kind, { ...partsOf(change, place), state: status(shownState(change)) })
}

const Lost = ({ holding: { from, until }, place }: { holding: Holding; place: Place }) => {
  const t = useTranslations('home.past')
  if (until !== undefined) return t.rich(`lostBy.${until.kind === 'move' ? 'move' : 'release'}`, partsOf(until, place))
  return from === undefined ? null : t.rich('lostUnrecorded', partsOf(from, place))
}

/** Of what took the address away: which EIP was on it. */
const HadEip = ({ change: { eip } }: { change: AddressChange }) => {
  const t = useTranslations('home.past')
  const value = eip && eipShown(eip)
  return value === undefined ? null : <p className="text-secondary">{t.rich('hadEip', { ip: addressTag, eip: value })}</p>
}

/** Who had an address in one VPC, and how it came to who has it now, as far as the journal knows. `now`: as `holdersOf` takes it. */
export const AddressPast = ({ past, now }: { past: Past | undefined; now: string | null | undefined }) => {
  const t = useTranslations('home.past')
  const { last, doubtful, before, cameUnrecorded } = holdersOf(past?.changes ?? [], now)
  // Without any change there is nowhere that anything could be looked up.
  const place = past ?? { account: '', region: '' }
  const items: KeyValueItem[] = [
    ...doubtful.map((change) => ({
      key: change.operationId,
      label: t('doubtful'),
      value: <Doubtful change={change} place={place} />,
    })),
    {
      key: 'last',
      label: t('last'),
      value:
        last === undefined ? (
          <span className="text-secondary">{t('none')}</span>
        ) : (
          <>
            {t.rich(last.kind, partsOf(last, place))}
            <HadEip change={last} />
            {cameUnrecorded && <p className="text-secondary">{t('cameUnrecorded')}</p>}
          </>
        ),
    },
  ]
  if (before.length > 0)
    items.push({
      key: 'before',
      label: t('before'),
      value: (
        <ul className="grid gap-1">
          {before.slice(0, shownMax).map((holding) => (
            <li key={`${holding.eniId} ${(holding.until ?? holding.from)?.operationId}`}>
              <Lost holding={holding} place={place} />
            </li>
          ))}
          {before.length > shownMax && <li className="text-secondary">{t('more', { count: before.length - shownMax })}</li>}
        </ul>
      ),
    })
  return <KeyValue items={items} />
}

/** Where all that the journal knows of an address stands, and what it does not know. */
export const PastLinks = ({ ip }: { ip: string }) => {
  const t = useTranslations('home.past')
  return (
    <div className="text-sm">
      <p className="text-secondary">{t('unrecorded')}</p>
      <p className="flex flex-wrap gap-x-4">
        <Link href={paths.operations({ q: ip })} className={link}>
          {t('operations', { ip })}
        </Link>
        <Link href={paths.audit({ object: ip })} className={link}>
          {t('audit', { ip })}
        </Link>
      </p>
    </div>
  )
}
