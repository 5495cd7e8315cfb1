import { useTranslations } from 'use-intl'
import { Ident } from '#components/ui/ident.tsx'
import { ApiError } from '#lib/query/api-error.ts'
import { useProblemText } from './use-problem-text.ts'

/** The id under which the server's log has the request; nothing where no answer came. */
export const RequestId = ({ error }: { error: unknown }) => {
  const t = useTranslations('common')
  if (!(error instanceof ApiError) || error.requestId === '') return null
  return (
    <p className="flex flex-wrap items-center gap-x-1.5 text-secondary">
      {t('requestId')} <Ident value={error.requestId} copy className="whitespace-normal! break-all" />
    </p>
  )
}

/** Why a request to our own server failed, in the reader's words, with the id that its log knows. */
export const ProblemReport = ({ error }: { error: unknown }) => {
  const text = useProblemText()
  return (
    <div className="grid gap-0.5 text-sm">
      <p>{text(error)}</p>
      <RequestId error={error} />
    </div>
  )
}
