'use client'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { RequestId } from '#components/form/problem-report.tsx'
import { fieldTexts, problemText } from '#components/form/problem-text.ts'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { paths } from '#lib/paths.ts'
import { ApiError } from '#lib/query/api-error.ts'
import { isLost } from './use-assign-submit.ts'

const useReason = (error: ApiError): string => {
  const t = useTranslations('assign.problem')
  const problem = useTranslations('problem')
  if (isLost(error)) return t('lost')
  if (error.code === 'eni_busy') return t('busy')
  if (error.code === 'key_reused') return t('reused')
  return problemText(error, problem)
}

/** Why the server did not take the request. What was entered stays; what can be done about it is offered here. */
export const SubmitProblem = ({ error, onStartNew }: { error: unknown; onStartNew: () => void }) => {
  const t = useTranslations('assign')
  const problem = error instanceof ApiError ? error : new ApiError({ code: 'internal', status: 0 })
  const reason = useReason(problem)
  const words = useTranslations('problem')
  const reused = problem.code === 'key_reused'
  return (
    <div tabIndex={-1} id="assign-problem" className="rounded-lg">
      <Banner
        tone={reused || isLost(problem) ? 'warning' : 'danger'}
        title={reason}
        actions={
          problem.operationId === undefined ? undefined : (
            <>
              <Link href={paths.operation(problem.operationId)} className="self-center text-sm text-link underline underline-offset-2">
                {t('blocked.seeOperation')}
              </Link>
              {reused ? (
                <Button size="sm" onClick={onStartNew}>
                  {t('problem.startNew')}
                </Button>
              ) : null}
            </>
          )
        }
      >
        {fieldTexts(problem.fields, words).map((text) => (
          <p key={text}>{text}</p>
        ))}
        {problem.retryAfterSeconds === undefined ? null : <p>{t('problem.retryIn', { seconds: problem.retryAfterSeconds })}</p>}
        {reused ? null : <p>{t('problem.kept')}</p>}
        <RequestId error={problem} />
      </Banner>
    </div>
  )
}
