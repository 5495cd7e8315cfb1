'use client'
import { useTranslations } from 'use-intl'
import { TextField } from '#components/ui/text-field.tsx'

/** What the server takes (`reason` in lib/schema). */
export const reasonMax = 200

type ReasonFieldProps = { id: string; value: string; error?: string | undefined; onChange: (reason: string) => void }

/** Why it is done, or the ticket it is done for; never needed. */
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
      maxLength={reasonMax}
      value={value}
      error={error}
      onChange={(event) => onChange(event.target.value)}
    />
  )
}
