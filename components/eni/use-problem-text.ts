import { useTranslations } from 'use-intl'
import { problemText } from '#components/form/problem-text.ts'
import { ApiError } from '#lib/query/api-error.ts'

/** Puts a failed request into words: by its code, never by its text. */
export function useProblemText(): (error: unknown) => string {
  const t = useTranslations('problem')
  return (error) => problemText({ code: error instanceof ApiError ? error.code : 'browser' }, t)
}
