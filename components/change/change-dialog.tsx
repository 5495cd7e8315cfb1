'use client'
import Link from 'next/link'
import type { ReactNode, RefObject } from 'react'
import { useTranslations } from 'use-intl'
import { ErrorSummary, type SummaryError } from '#components/form/error-summary.tsx'
import { FormDialog } from '#components/form/form-dialog.tsx'
import { SubmitOutcome } from '#components/form/submit-problem.tsx'
import { DisabledReason } from '#components/ui/disabled-reason.tsx'
import { paths } from '#lib/paths.ts'
import type { Blocked } from '#components/form/use-blocked.ts'

type ChangeDialogProps = {
  title: ReactNode
  submitLabel: string
  danger?: boolean
  /** Why nothing can be sent now. */
  blocked: Blocked | undefined
  pending: boolean
  /** Why the last submit failed; null: it did not. */
  refusal: unknown
  /** A request is without its answer: sent again, it is the same. */
  unanswered: boolean
  /** What is wrong with the form after a submit, and how many submits there were. */
  errors: readonly SummaryError[]
  attempt: number
  onSubmit: () => void
  onStartNew: () => void
  onClose: () => void
  /** Where typing begins, if the question is about a text. Otherwise Cancel has the focus. */
  initialFocus?: RefObject<HTMLElement | null>
  children: ReactNode
}

/**
 * What release, move and note look like: the question, what it does, what it is about; Cancel first and in focus. It stays until
 * the server accepts, and a refusal is told inside it with everything that was typed still there.
 */
export const ChangeDialog = ({ title, submitLabel, danger = false, blocked, pending, refusal, ...rest }: ChangeDialogProps) => {
  const { unanswered, errors, attempt, onSubmit, onStartNew, onClose, initialFocus, children } = rest
  const t = useTranslations('form.submit')
  return (
    <FormDialog
      title={title}
      width="md"
      submitLabel={submitLabel}
      danger={danger}
      pending={pending}
      error={refusal}
      disabledReason={blocked?.text}
      note={
        blocked === undefined ? undefined : (
          <div className="min-w-0 flex-[1_1_14rem] self-center text-sm text-secondary">
            <DisabledReason>
              {blocked.text}{' '}
              {blocked.operationId === undefined ? null : (
                <Link href={paths.operation(blocked.operationId)} className="text-link underline underline-offset-2">
                  {t('seeOperation')}
                </Link>
              )}
            </DisabledReason>
          </div>
        )
      }
      initialFocus={initialFocus}
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <SubmitOutcome error={refusal} pending={pending} unanswered={unanswered} onStartNew={onStartNew} />
      <ErrorSummary errors={errors.length > 1 ? errors : []} attempt={attempt} />
      {children}
    </FormDialog>
  )
}
