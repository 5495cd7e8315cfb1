import { useTranslations } from 'use-intl'
import { ApiError } from '#lib/query/api-error.ts'
import { fieldTexts } from './problem-text.ts'

/**
 * What the server found wrong with single fields, by the first part of their path, in words. `rest`: the error where none of these
 * fields says it, else null.
 */
export function useFieldTexts<Field extends string>(error: unknown, fields: readonly Field[]) {
  const t = useTranslations('problem')
  const refused = error instanceof ApiError ? error.fields : []
  const textAt = (field: Field): string | undefined =>
    fieldTexts(
      refused.filter(({ path }) => path.split('.')[0] === field),
      t,
    )[0]
  return { textAt, rest: fields.some((field) => textAt(field) !== undefined) ? null : error }
}
