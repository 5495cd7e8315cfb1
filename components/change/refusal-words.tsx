import Link from 'next/link'
import type { ReactNode } from 'react'
import { useTimeZone, useTranslations } from 'use-intl'
import { addressTag } from '#components/form/rich-tags.tsx'
import { absoluteText } from '#components/ui/time-text.ts'
import { paths } from '#lib/paths.ts'
import type { ChangeVerdict } from '#lib/schema/change.ts'

type Words = { plain: (verdict: Refusal) => string; rich: (verdict: Refusal) => ReactNode }
/** A verdict that stops an address. */
export type Refusal = ChangeVerdict & { code: Exclude<ChangeVerdict['code'], 'ok'> }

export const isRefusal = (verdict: ChangeVerdict | undefined): verdict is Refusal => verdict !== undefined && verdict.code !== 'ok'

/** The words of a verdict, plain for the error summary and with links for the row: one choice of message for both. */
export function useRefusalWords(): Words {
  const t = useTranslations('change.verdict')
  const timeZone = useTimeZone() ?? 'UTC'
  const choose = ({ ip, code, holder, until }: Refusal) => {
    const values = { ip, time: until === undefined ? '' : absoluteText(Date.parse(until), timeZone) }
    if (code === 'claimed') return { key: holder?.operationId === undefined ? ('claimed' as const) : ('claimed_by' as const), values }
    if (code === 'cooling') return { key: until === undefined ? ('cooling' as const) : ('cooling_until' as const), values }
    return { key: code, values }
  }
  return {
    plain: (verdict) => {
      const { key, values } = choose(verdict)
      return t.markup(key, { ...values, address: (chunks) => chunks, operation: (chunks) => chunks })
    },
    rich: (verdict) => {
      const { key, values } = choose(verdict)
      const operationId = verdict.holder?.operationId
      return t.rich(key, {
        ...values,
        address: addressTag,
        operation: (chunks) =>
          operationId === undefined ? (
            chunks
          ) : (
            <Link href={paths.operation(operationId)} className="text-link underline underline-offset-2">
              {chunks}
            </Link>
          ),
      })
    },
  }
}
