import { judgeCount, type Room } from '#lib/plan/judge-assign.ts'
import { crossesOther } from '#lib/plan/run-by.ts'
import { addressesPerOperationMax, assignBody, harmlessVerdicts, type Verdict } from '#lib/schema/assign.ts'
import type { Eni } from '#lib/schema/eni.ts'
import { filledRows, isPasteOpen, judgeRows, toBody, type AssignForm, type KnownHere } from './form-model.ts'

/** One thing that stops the form, at the field it belongs to. */
export type FormProblem =
  | { path: `rows.${number}.ip`; code: 'empty' }
  | { path: `rows.${number}.ip`; code: 'verdict'; verdict: Verdict }
  | { path: 'sendPrimaryAnyway'; code: 'needed'; ip: string }
  | { path: 'sendDespiteOtherSystem'; code: 'other_system'; system: string }
  | { path: 'count'; code: 'invalid' | 'over_quota' | 'subnet_full'; count: number }
  | { path: 'reason'; code: 'too_long' }
  | { path: 'rows.0.ip'; code: 'too_many' }
  | { path: 'paste.text'; code: 'paste_open' }

/** Everything that is wrong with the form as it is, in the order of its fields. Empty: it may be sent. */
export function formProblems(form: AssignForm, known: KnownHere, room: Room, eni: Pick<Eni, 'business' | 'tags'> = {}): FormProblem[] {
  const other = crossesOther(form, eni)
  const problems: FormProblem[] =
    other === undefined ? [] : [{ path: 'sendDespiteOtherSystem', code: 'other_system', system: other.system }]
  problems.push(...(form.mode === 'count' ? countProblems(form, room) : rowProblems(form, known)))
  // The schema is the server's own: whatever it would refuse and nothing above has named is the reason's length.
  const parsed = assignBody.safeParse(toBody(form).body)
  if (!parsed.success && parsed.error.issues.some(({ path }) => path[0] === 'reason')) problems.push({ path: 'reason', code: 'too_long' })
  return problems
}

function countProblems({ count }: AssignForm, room: Room): FormProblem[] {
  if (count === null || !Number.isInteger(count) || count < 1 || count > addressesPerOperationMax)
    return [{ path: 'count', code: 'invalid', count: count ?? 0 }]
  const refused = judgeCount(count, room)
  return refused === undefined ? [] : [{ path: 'count', code: refused, count }]
}

function rowProblems(form: AssignForm, known: KnownHere): FormProblem[] {
  const { rows, sendPrimaryAnyway } = form
  const waiting: FormProblem[] = isPasteOpen(form) ? [{ path: 'paste.text', code: 'paste_open' }] : []
  const filled = filledRows(rows)
  if (filled.length === 0) return waiting.length > 0 ? waiting : [{ path: 'rows.0.ip', code: 'empty' }]
  if (filled.length > addressesPerOperationMax) return [{ path: 'rows.0.ip', code: 'too_many' }]
  const problems: FormProblem[] = judgeRows(rows, known).flatMap((verdict, index) =>
    verdict === undefined || harmlessVerdicts.includes(verdict.code)
      ? []
      : [{ path: `rows.${index}.ip` as const, code: 'verdict' as const, verdict }],
  )
  const primary = filled.find((row) => row.primary)
  if (primary && !sendPrimaryAnyway) problems.push({ path: 'sendPrimaryAnyway', code: 'needed', ip: primary.ip.trim() })
  return [...problems, ...waiting]
}
