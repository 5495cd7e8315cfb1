import { useTranslations } from 'use-intl'
import { ApiError } from '#lib/query/api-error.ts'

/** Puts a failed request into words: by its code, never by its text. */
export function useProblemText(): (error: unknown) => string {
  const t = useTranslations('problem')
  return (error) => {
    if (!(error instanceof ApiError)) return t('other', { code: 'browser' })
    const key = `code.${error.code}`
    // The key is made of a server's code, so its existence is asked first.
    return t.has(key as 'code.internal') ? t(key as 'code.internal') : t('other', { code: error.code })
  }
}
