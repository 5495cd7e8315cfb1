import { useTranslations } from 'use-intl'
import { ApiError } from '#lib/query/api-error.ts'
import { problemText } from './problem-text.ts'

/** Puts a failed request into words: by its code, never by its text. Anything else that was thrown is a fault of ours. */
export function useProblemText(): (error: unknown) => string {
  const t = useTranslations('problem')
  return (error) => problemText(error instanceof ApiError ? error : { code: 'internal' }, t)
}
