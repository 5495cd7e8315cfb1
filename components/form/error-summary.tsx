'use client'
import { CircleAlert } from 'lucide-react'
import { useEffect, useRef, type RefObject } from 'react'
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

const Summary = ({ errors, box }: { errors: readonly SummaryError[]; box: RefObject<HTMLElement | null> }) => {
  const t = useTranslations('problem')
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
 * Everything that is wrong with a form after a failed submit, on top of it: one link per error, the same words as at the field.
 * With a single error the caller focuses the field itself and gives none. `attempt` counts the submits that failed, and each of them
 * brings the focus here. Nothing else does: what is mended and broken again between two of them takes the summary away and back while
 * somebody types. So it stays mounted, without errors too.
 */
export const ErrorSummary = ({ errors, attempt }: { errors: readonly SummaryError[]; attempt: number }) => {
  const box = useRef<HTMLElement>(null)
  useEffect(() => {
    if (attempt > 0) box.current?.focus()
  }, [attempt])
  return errors.length === 0 ? null : <Summary errors={errors} box={box} />
}
