import { useTranslations } from 'use-intl'
import { ApiError } from '#lib/query/api-error.ts'
import { resolutionRefusals } from '#lib/schema/operation.ts'
import { useAbsolute } from './use-absolute.ts'

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(', ') : '')

/** Why the server did not carry out a decision, in the reader's words; undefined for any other failure. */
export function useWhyNot(): (error: unknown) => string | undefined {
  const t = useTranslations('operation.attention.why')
  const absolute = useAbsolute()
  return (error) => {
    if (!(error instanceof ApiError) || error.code !== 'not_resolvable') return undefined
    const { why, addresses, until } = error.params
    const known = resolutionRefusals.find((refusal) => refusal === why)
    if (known === undefined) return undefined
    return t(known, { list: textOf(addresses), time: typeof until === 'string' ? absolute(until) : '' })
  }
}
