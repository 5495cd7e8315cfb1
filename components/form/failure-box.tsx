import type { ReactNode } from 'react'
import { Banner } from '#components/ui/banner.tsx'
import { ProblemReport } from './problem-report.tsx'

/** Around what a failed submit says of the form as a whole: `useFailureFocus` brings the focus here. */
export const FailureBox = ({ children }: { children: ReactNode }) => (
  <div data-failure tabIndex={-1} className="rounded-lg">
    {children}
  </div>
)

/** Why a submit failed. `error` null: it did not, or a field says why. `children`: in place of the problem's own words. */
export const FormFailure = ({ error, title, children }: { error: unknown; title: string; children?: ReactNode }) =>
  error === null ? null : (
    <FailureBox>
      <Banner tone="danger" title={title}>
        {children ?? <ProblemReport error={error} />}
      </Banner>
    </FailureBox>
  )
