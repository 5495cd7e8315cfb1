import type { ReactNode } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { Ident } from '#components/ui/ident.tsx'
import { absoluteText } from '#components/ui/time-text.ts'
import { paths } from '#lib/paths.ts'
import type { Holder, Verdict } from '#lib/schema/assign.ts'
import Link from 'next/link'

/** Who has it, in the form people know it by. */
export const holderName = ({ eniName, eniId, resourceType, resourceId, instanceId }: Holder): string | undefined =>
  eniName || eniId || [resourceType, resourceId].filter(Boolean).join(' ') || instanceId || undefined

const HolderLink = ({ holder }: { holder: Holder }) => {
  const name = holderName(holder) ?? ''
  if (holder.eniId === undefined) return <Ident value={name} />
  return (
    <>
      {holder.eniName ? (
        <span translate="no" data-raw>
          {holder.eniName}{' '}
        </span>
      ) : null}
      <Ident value={holder.eniId} href={paths.eni(holder.eniId)} />
    </>
  )
}

export const leadingZero = /(?:^|\.)0\d/

type Known = {
  cidr: string | undefined
  quotaLimit?: number | undefined
  /** What the account speaks: one API cannot be asked what other products have, the other did not answer. */
  api?: 'v2' | 'v3' | undefined
}
type Words = { plain: (verdict: Verdict) => string; rich: (verdict: Verdict) => ReactNode }

/**
 * The words of a verdict, plain for the error summary and with links for the row. One choice of message for both, so that they
 * can only say the same.
 */
export const useVerdictWords = (known: Known): Words => {
  const t = useTranslations('assign.verdict')
  const timeZone = useTimeZone() ?? 'UTC'

  const choose = (verdict: Verdict) => {
    const { ip, code, holder, until, row } = verdict
    const values = {
      ip,
      cidr: known.cidr ?? '',
      limit: known.quotaLimit ?? 0,
      row: row ?? 0,
      code,
      time: until === undefined ? '' : absoluteText(Date.parse(until), timeZone),
    }
    switch (code) {
      case 'malformed':
        return { key: leadingZero.test(ip) ? ('leadingZero' as const) : ('malformed' as const), values }
      case 'outside_subnet':
        return { key: known.cidr === undefined ? ('outside_subnet_unknown' as const) : ('outside_subnet' as const), values }
      case 'duplicate':
        return { key: row === undefined ? ('duplicate_in_list' as const) : ('duplicate' as const), values }
      case 'in_use':
        return { key: holder !== undefined && holderName(holder) !== undefined ? ('in_use_by' as const) : ('in_use' as const), values }
      case 'claimed':
        return { key: holder?.operationId === undefined ? ('claimed' as const) : ('claimed_by' as const), values }
      case 'cooling':
        return { key: until === undefined ? ('cooling' as const) : ('cooling_until' as const), values }
      case 'over_quota':
        return { key: known.quotaLimit === undefined ? ('over_quota_unknown' as const) : ('over_quota' as const), values }
      case 'unchecked':
        return { key: known.api === 'v2' ? ('unchecked' as const) : ('unanswered' as const), values }
      default:
        return { key: code, values }
    }
  }
  const plain = (verdict: Verdict): string => {
    const { key, values } = choose(verdict)
    const holder = verdict.holder && [verdict.holder.eniName, verdict.holder.eniId].filter(Boolean).join(' ')
    return t.markup(key, {
      ...values,
      holder: () => holder || (verdict.holder && holderName(verdict.holder)) || '',
      operation: (chunks) => chunks,
    })
  }
  const rich = (verdict: Verdict): ReactNode => {
    const { key, values } = choose(verdict)
    const { holder } = verdict
    return t.rich(key, {
      ...values,
      holder: () => (holder === undefined ? null : <HolderLink holder={holder} />),
      operation: (chunks) =>
        holder?.operationId === undefined ? (
          chunks
        ) : (
          <Link href={paths.operation(holder.operationId)} className="text-link underline underline-offset-2">
            {chunks}
          </Link>
        ),
    })
  }
  return { plain, rich }
}
