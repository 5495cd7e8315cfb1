'use client'
import { CircleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'

export type SummaryError = { fieldId: string; text: string }

const focusField = (fieldId: string) => {
  const field = document.getElementById(fieldId)
  // A group (radios) has the id; its first control takes the focus.
  const target =
    field?.matches('input, select, textarea, button, [tabindex]') === true
      ? field
      : field?.querySelector<HTMLElement>('input, select, textarea, button')
  target?.focus()
  target?.scrollIntoView({ block: 'center' })
}

const Summary = ({ errors }: { errors: readonly SummaryError[] }) => {
  const t = useTranslations('problem')
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  useEffect(() => {
    const prefix = t('titlePrefix')
    if (!document.title.startsWith(prefix)) document.title = prefix + document.title
    return () => {
      if (document.title.startsWith(prefix)) document.title = document.title.slice(prefix.length)
    }
  }, [t])
  return (
    <section
      ref={box}
      data-error-summary
      tabIndex={-1}
      aria-labelledby="error-summary-title"
      className="rounded-lg border border-danger bg-danger-subtle px-3 py-2"
    >
      <h2 id="error-summary-title" className="flex items-center gap-2 text-base font-semibold text-danger">
        <CircleAlert />
        {t('summaryTitle')}
      </h2>
      <ul className="mt-1 grid gap-0.5 pl-6">
        {errors.map((error) => (
          <li key={`${error.fieldId} ${error.text}`}>
            <a
              href={`#${error.fieldId}`}
              onClick={(event) => {
                event.preventDefault()
                focusField(error.fieldId)
              }}
              className="inline-flex min-h-6 items-center text-sm text-danger underline underline-offset-2"
            >
              {error.text}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

/**
 * Everything that is wrong with a form after a failed submit, on top of it: takes the focus, one link per error, the same words as
 * at the field. With a single error the caller focuses the field itself and shows no summary. `attempt` changes with every submit,
 * so that a second failure takes the focus again.
 */
export const ErrorSummary = ({ errors, attempt = 0 }: { errors: readonly SummaryError[]; attempt?: number }) =>
  errors.length === 0 ? null : <Summary key={attempt} errors={errors} />
