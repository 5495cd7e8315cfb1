'use client'
import Link from 'next/link'
import { useTranslations } from 'use-intl'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { paths } from '#lib/paths.ts'
import { ApiError, isLost } from '#lib/query/api-error.ts'
import { FailureBox } from './failure-box.tsx'
import { RequestId } from './problem-report.tsx'
import { fieldTexts, problemText } from './problem-text.ts'

const useReason = (error: ApiError): string => {
  const t = useTranslations('form.submit')
  const problem = useTranslations('problem')
  if (isLost(error)) return t('lost')
  if (error.code === 'eni_busy') return t('busy')
  if (error.code === 'key_reused') return t('reused')
  return problemText(error, problem)
}

/** Said while a request is without an answer and nothing newer is known of it. */
const LostAnswer = () => <Banner tone="warning" title={useTranslations('form.submit')('lost')} />

/** Why the server did not take the request. What was entered stays; what can be done about it is offered here. */
const SubmitProblem = ({ error, onStartNew }: { error: unknown; onStartNew: () => void }) => {
  const t = useTranslations('form.submit')
  const words = useTranslations('problem')
  const problem = error instanceof ApiError ? error : new ApiError({ code: 'internal', status: 0 })
  const reason = useReason(problem)
  const reused = problem.code === 'key_reused'
  return (
    <Banner
      tone={reused || isLost(problem) ? 'warning' : 'danger'}
      title={reason}
      actions={
        problem.operationId === undefined ? undefined : (
          <>
            <Link href={paths.operation(problem.operationId)} className="self-center text-sm text-link underline underline-offset-2">
              {t('seeOperation')}
            </Link>
            {reused ? (
              <Button size="sm" onClick={onStartNew}>
                {t('startNew')}
              </Button>
            ) : null}
          </>
        )
      }
    >
      {fieldTexts(problem.fields, words).map((text) => (
        <p key={text}>{text}</p>
      ))}
      {problem.retryAfterSeconds === undefined ? null : <p>{t('retryIn', { seconds: problem.retryAfterSeconds })}</p>}
      {reused ? null : <p>{t('kept')}</p>}
      <RequestId error={problem} />
    </Banner>
  )
}

type SubmitOutcomeProps = {
  /** Why the last submit failed; null: it did not, or there was none. */
  error: unknown
  pending: boolean
  /** A request is without its answer: sent again, it is the same. */
  unanswered: boolean
  onStartNew: () => void
}

/** What is known of a request that was not accepted, above the form that asked for it. */
export const SubmitOutcome = ({ error, pending, unanswered, onStartNew }: SubmitOutcomeProps) => {
  if (error === null && (pending || !unanswered)) return null
  return <FailureBox>{error === null ? <LostAnswer /> : <SubmitProblem error={error} onStartNew={onStartNew} />}</FailureBox>
}
