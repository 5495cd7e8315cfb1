'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { Ident } from '#components/ui/ident.tsx'
import { Time } from '#components/ui/time.tsx'
import { paths } from '#lib/paths.ts'
import { operationsQuery } from '#lib/query/operation.ts'
import type { Operation } from '#lib/schema/operation.ts'

const link = 'inline-flex min-h-6 items-center text-link underline underline-offset-2'

const Latest = ({ operation: { id, kind, state, addresses, account, region, eniId, createdAt, actor } }: { operation: Operation }) => {
  const t = useTranslations('home.past')
  const name = useTranslations('operation.name')
  const status = useTranslations('status.operation')
  return (
    <p className="flex flex-wrap items-center gap-x-2">
      <span className="text-secondary">{t('latest')}</span>
      <Link href={paths.operation(id)} className={link}>
        {name(kind, { count: addresses.length })}
      </Link>
      <span>{status(state)}</span>
      <Ident value={eniId} href={paths.eni(eniId, { account, region })} />
      <Time at={createdAt} />
      <span className="text-secondary" translate="no" data-raw>
        {actor}
      </span>
    </p>
  )
}

/** Who had an address that nobody has now, as far as the journal knows. */
export const AddressPast = ({ ip }: { ip: string }) => {
  const t = useTranslations('home.past')
  const { data } = useInfiniteQuery(operationsQuery({ q: ip, limit: 1 }))
  const latest = data?.pages[0]?.items[0]
  if (data !== undefined && latest === undefined) return <p className="text-sm text-secondary">{t('none')}</p>
  return (
    <div className="text-sm">
      {latest !== undefined && <Latest operation={latest} />}
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
