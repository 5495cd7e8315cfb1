'use client'
import { useState } from 'react'
import type { SummaryError } from '#components/form/error-summary.tsx'
import type { DraftMemory } from '#components/form/use-draft.ts'
import type { useSubmit } from '#components/form/use-submit.ts'

type Question<Form, Body> = {
  memory: DraftMemory<Form>
  submit: ReturnType<typeof useSubmit<Form, Body>>
  /** What is wrong with the form as it stands, by field. */
  problems: readonly SummaryError[]
  /** What is sent; undefined only while a problem says why. */
  sent: { form: Form; body: Body } | undefined
}

/**
 * How a question is sent: what is wrong is told at the first try and followed from then on, a single mistake by taking the focus
 * to its field, several by the summary. `dialog` goes to `ChangeDialog`.
 */
export function useQuestion<Form, Body>({ memory, submit, problems, sent }: Question<Form, Body>) {
  const [attempt, setAttempt] = useState(0)
  const errors = attempt > 0 ? problems : []
  const onSubmit = () => {
    if (problems.length === 0 && sent !== undefined) return submit.mutate(sent)
    submit.reset()
    setAttempt(attempt + 1)
    const [first, second] = problems
    if (first && !second) document.getElementById(first.fieldId)?.focus()
  }
  const onStartNew = () => {
    memory.renew()
    submit.reset()
  }
  return {
    errorAt: (fieldId: string) => errors.find((error) => error.fieldId === fieldId)?.text,
    dialog: {
      pending: submit.isPending,
      refusal: submit.error,
      unanswered: memory.draft.unanswered !== undefined,
      errors,
      attempt,
      onSubmit,
      onStartNew,
    },
  }
}
