'use client'
import { useTranslations } from 'use-intl'
import type { SummaryError } from './error-summary.tsx'
import { TextField } from '#components/ui/text-field.tsx'

/** What the server takes (`reason` in lib/schema). */
export const reasonMax = 200

const isTooLong = (reason: string): boolean => reason.trim().length > reasonMax

/** The mistake that a reason can hold, for a form's list of them. */
export function useReasonErrors(fieldId: string, reason: string): SummaryError[] {
  const t = useTranslations('form')
  return isTooLong(reason) ? [{ fieldId, text: t('tooLong', { max: reasonMax }) }] : []
}

type ReasonFieldProps = { id: string; value: string; error?: string | undefined; onChange: (reason: string) => void }

/** Why it is done, or the ticket it is done for; never needed. What is too long is kept and said, not cut off. */
export const ReasonField = ({ id, value, error, onChange }: ReasonFieldProps) => {
  const t = useTranslations('form')
  return (
    <TextField
      id={id}
      label={
        <>
          {t('reason')} <span className="font-normal text-secondary">{t('optional')}</span>
        </>
      }
      hint={t('reasonHint')}
      value={value}
      error={error ?? (isTooLong(value) ? t('tooLong', { max: reasonMax }) : undefined)}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
