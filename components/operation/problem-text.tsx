import { useTranslations } from 'use-intl'
import { problemText } from '#components/form/problem-text.ts'
import { Ident } from '#components/ui/ident.tsx'
import { ApiError } from '#lib/query/api-error.ts'

/** Why a request to our own server failed, in the reader's words, with the id that its log knows. */
export const ProblemText = ({ error }: { error: unknown }) => {
  const t = useTranslations('problem')
  const common = useTranslations('common')
  const problem = error instanceof ApiError ? error : undefined
  return (
    <div className="grid gap-0.5 text-sm">
      <p>{problemText({ code: problem?.code ?? 'internal' }, t)}</p>
      {problem === undefined || problem.requestId === '' ? null : (
        <p className="flex flex-wrap items-center gap-x-1.5 text-secondary">
          {common('requestId')} <Ident value={problem.requestId} copy className="whitespace-normal! break-all" />
        </p>
      )}
    </div>
  )
}
