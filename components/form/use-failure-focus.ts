'use client'
import { useEffect, useRef, type RefObject } from 'react'
import { isSignedOut } from '#lib/query/api-error.ts'

/**
 * After a submit that failed the focus goes to the first field that is wrong, else to what is said of the form as a whole
 * (`FailureBox`): what happened is then in sight and read out, wherever the form was scrolled to. Several wrong fields with an
 * `ErrorSummary` are its own business, and a session that has ended brings up a question which lies over the form. `error`: what the
 * server said, a new object each time. `attempt`: counts the submits that the form itself held back. Returns the form's ref.
 */
export function useFailureFocus(error: unknown, attempt = 0): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (error !== null && error !== undefined && !isSignedOut(error)) focusFailure(form.current)
  }, [error])
  useEffect(() => {
    if (attempt > 0) focusFailure(form.current)
  }, [attempt])
  return form
}

function focusFailure(form: HTMLFormElement | null): void {
  if (form === null || form.querySelector('[data-error-summary]') !== null) return
  const first =
    form.querySelector<HTMLElement>('[aria-invalid=true], [data-invalid] input') ?? form.querySelector<HTMLElement>('[data-failure]')
  first?.focus()
}
