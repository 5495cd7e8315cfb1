'use client'
import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { Banner } from '#components/ui/banner.tsx'
import { Button } from '#components/ui/button.tsx'
import { announce } from '#components/ui/live-region.tsx'
import { paths } from '#lib/paths.ts'
import { ApiError, isLost } from '#lib/query/api-error.ts'
import { operationQuery } from '#lib/query/operation.ts'
import { useSignedInSince } from '#lib/query/use-session-ended.ts'
import { isEnded } from '#lib/schema/operation.ts'
import { FailureBox } from './failure-box.tsx'
import { RequestId } from './problem-report.tsx'
import { fieldTexts, problemText } from './problem-text.ts'

/** The operation that was in the way is followed: what was refused because of it is not refused any more once it has ended. */
const useIsOver = ({ code, operationId }: ApiError): boolean => {
  const isBusy = code === 'eni_busy' && operationId !== undefined
  const { data } = useQuery({ ...operationQuery(operationId ?? ''), enabled: isBusy })
  return isBusy && data !== undefined && isEnded(data.state)
}

const useReason = (error: ApiError, isOver: boolean, signedIn: boolean): string => {
  const t = useTranslations('form.submit')
  const problem = useTranslations('problem')
  if (signedIn) return t('signedInAgain')
  if (isLost(error)) return t('lost')
  if (error.code === 'eni_busy') return t(isOver ? 'busyOver' : 'busy')
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
  const isOver = useIsOver(problem)
  const signedIn = useSignedInSince(problem)
  const reason = useReason(problem, isOver, signedIn)
  useEffect(() => {
    if (isOver) announce(t('busyOver'))
  }, [isOver, t])
  const reused = problem.code === 'key_reused'
  return (
    <Banner
      tone={isOver || signedIn ? 'info' : reused || isLost(problem) ? 'warning' : 'danger'}
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
      {signedIn ? null : <RequestId error={problem} />}
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
