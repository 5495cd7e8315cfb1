import { useTranslations } from 'use-intl'
import { Ident } from '#components/ui/ident.tsx'
import { ApiError } from '#lib/query/api-error.ts'

/** Why a request to our own server failed, in the reader's words, with the id that its log knows. */
export const ProblemText = ({ error }: { error: unknown }) => {
  const t = useTranslations('problem')
  const common = useTranslations('common')
  const code = error instanceof ApiError ? error.code : 'internal'
  const key = `code.${code}` as Parameters<typeof t.has>[0] // checked by `has` right below
  const requestId = error instanceof ApiError ? error.requestId : ''
  return (
    <div className="grid gap-0.5 text-sm">
      {/* The cast is what `has` has just proven. */}
      <p>{t.has(key) ? t(key as 'code.internal') : t('other', { code })}</p>
      {requestId === '' ? null : (
        <p className="flex flex-wrap items-center gap-x-1.5 text-secondary">
          {common('requestId')} <Ident value={requestId} copy className="whitespace-normal! break-all" />
        </p>
      )}
    </div>
  )
}
