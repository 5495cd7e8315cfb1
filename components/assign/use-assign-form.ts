'use client'
import { toNestErrors } from '@hookform/resolvers'
import { useEffect, useState } from 'react'
import { useForm, useWatch, type FieldError, type Resolver } from 'react-hook-form'
import { harmlessVerdicts } from '#lib/schema/assign.ts'
import type { EniDetail } from '#lib/schema/eni.ts'
import { beginning, judgeRows, toBody, type AssignForm, type AssignMode } from './form-model.ts'
import { formProblems, type FormProblem } from './form-problems.ts'
import type { AssignDraft } from './use-assign-draft.ts'
import type { Refused } from './refusals.ts'
import { useChecked } from './use-preflight.ts'

type Judge = { judge: (form: AssignForm) => FormProblem[] }

/** The planner and the shared schema decide; the form library only holds what they said at each field. */
const resolver: Resolver<AssignForm, Judge> = (form, context, options) => {
  const errors: Record<string, FieldError> = {}
  for (const problem of context?.judge(form) ?? []) errors[problem.path] ??= { type: problem.code }
  return Object.keys(errors).length === 0 ? { values: form, errors: {} } : { values: {}, errors: toNestErrors(errors, options) }
}

/** The form's values, what is known about them, and what is wrong with them. */
export function useAssignForm(detail: EniDetail, mode: AssignMode, ips: readonly string[], memory: AssignDraft) {
  const [refused, setRefused] = useState<Refused>()
  /** The very request whose answer was lost: judged then, and by now perhaps itself the reason why its addresses are taken. */
  const isRepeat = (form: AssignForm) => memory.draft.unanswered === JSON.stringify(toBody(form).body)
  const problemsOf = (form: AssignForm): FormProblem[] => {
    const problems = formProblems(form, checked.known, checked.room, detail.eni)
    return isRepeat(form) ? problems.filter(({ code }) => code === 'paste_open') : problems
  }
  // The resolver is given this very render's knowledge: React Hook Form reads the context anew on each render.
  const context: Judge = { judge: problemsOf }
  const form = useForm<AssignForm, Judge>({
    defaultValues: beginning(memory.draft.form, mode, ips),
    resolver,
    context,
    mode: 'onSubmit',
    reValidateMode: 'onChange',
    shouldFocusError: false,
  })
  // Every field has a default, so nothing of it is missing.
  const values = useWatch({ control: form.control }) as AssignForm
  const checked = useChecked(detail, values, refused)
  const judged = judgeRows(values.rows, checked.known)
  // What speaks against a repeat may be the very request that it repeats.
  const verdicts = isRepeat(values)
    ? judged.map((verdict) => (verdict && harmlessVerdicts.includes(verdict.code) ? verdict : undefined))
    : judged
  const { save } = memory
  const text = JSON.stringify(values)
  useEffect(() => {
    save({ form: JSON.parse(text) as AssignForm }) // written by the line above
    // `save` closes over the draft of its render; only what was typed is a reason to write.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [text])
  return { form, values, checked, verdicts, setRefused, problems: problemsOf(values) }
}
