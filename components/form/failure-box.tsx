import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Banner } from '#components/ui/banner.tsx'
import { useSignedInSince } from '#lib/query/use-session-ended.ts'
import { ProblemReport } from './problem-report.tsx'

/** Around what a failed submit says of the form as a whole: `useFailureFocus` brings the focus here. */
export const FailureBox = ({ children }: { children: ReactNode }) => (
  <div data-failure tabIndex={-1} className="rounded-lg">
    {children}
  </div>
)

/** Why a submit failed. `error` null: it did not, or a field says why. `children`: in place of the problem's own words. */
export const FormFailure = ({ error, title, children }: { error: unknown; title: string; children?: ReactNode }) => {
  const t = useTranslations('form.submit')
  const signedIn = useSignedInSince(error)
  if (error === null) return null
  return (
    <FailureBox>
      {signedIn ? (
        <Banner tone="info" title={t('signedInAgain')}>
          <p>{t('kept')}</p>
        </Banner>
      ) : (
        <Banner tone="danger" title={title}>
          {children ?? <ProblemReport error={error} />}
        </Banner>
      )}
    </FailureBox>
  )
}
