import { runBy } from '#lib/plan/run-by.ts'
import { isClosedState } from '#lib/plan/why-not.ts'
import type { ChangeVerdict, ChangeVerdictCode, MoveTarget } from '#lib/schema/change.ts'
import type { Eni } from '#lib/schema/eni.ts'
import type { ProblemField } from '#lib/schema/problem.ts'
import { AppError } from '#lib/server/base/errors.ts'

/** Verdicts about what the cloud holds now: an older reading of it may be wrong. The others follow from the request alone. */
const maybeOutdated: readonly ChangeVerdictCode[] = ['not_on_eni', 'is_primary', 'eip_bound']
/** The same of a target; what subnet an ENI is in never changes. */
const targetOutdated: readonly MoveTarget['code'][] = ['eni_state', 'quota_full', 'other_system']

export type Judged = {
  eni: Eni
  lockedBy: string | undefined
  verdicts: readonly ChangeVerdict[]
  /** Where a verdict's address stands in the body. */
  pathOf: (row: number) => string
  target?: { verdict: MoveTarget; eni: Eni | undefined } | undefined
  sendDespiteOtherSystem: boolean | undefined
}
type Judgement = { refusal: AppError | undefined; restsOn: string[] }

/**
 * What a release, a move or a note is answered, by what is known. Order: an ENI that is busy or closed, the addresses, the target,
 * addresses that our own operations keep, and last what only a person can decide: an ENI that another system runs. `certain` as in
 * judge-again.ts.
 */
export const judgeChange = (judged: Judged, certain?: ReadonlySet<string>): Judgement => {
  const { eni, verdicts, target, pathOf } = judged
  const isCertain = (eniId: string) => certain === undefined || certain.has(eniId)
  const closed = isClosedState(eni.state)
  const doubted = verdicts.filter(({ code }) => maybeOutdated.includes(code))
  const doubtsTarget = target !== undefined && targetOutdated.includes(target.verdict.code)
  const restsOn = [...(closed || doubted.length > 0 ? [eni.eniId] : []), ...(doubtsTarget ? [target.verdict.eniId] : [])]
  const judgement = (refusal: AppError | undefined): Judgement => ({ refusal, restsOn })

  // Not waited for: a second operation on the ENI would be judged by what the first is about to change.
  if (judged.lockedBy !== undefined)
    return { refusal: new AppError('eni_busy', { operationId: judged.lockedBy, params: { eniId: eni.eniId } }), restsOn: [] }
  if (closed && isCertain(eni.eniId)) return judgement(invalid([{ path: '', code: 'eni_state', params: { state: eni.state } }]))
  const fields = verdicts.flatMap((verdict, row) =>
    doubted.includes(verdict) && !isCertain(eni.eniId) ? [] : fieldOf(verdict, pathOf(row)),
  )
  const busy = target?.verdict.code === 'eni_busy'
  if (target && !busy && (!doubtsTarget || isCertain(target.verdict.eniId))) fields.push(...fieldOfTarget(target))
  if (fields.length > 0) return judgement(invalid(fields))
  if (target && busy)
    return judgement(new AppError('eni_busy', { operationId: target.verdict.operationId, params: { eniId: target.verdict.eniId } }))
  return judgement(keptByOurs(verdicts, pathOf) ?? otherSystem(judged))
}

const invalid = (fields: ProblemField[]): AppError => new AppError('invalid', { fields })

const fieldOf = ({ ip, code, row, eip }: ChangeVerdict, path: string): ProblemField[] =>
  code === 'ok' || code === 'claimed' || code === 'cooling'
    ? []
    : [{ path, code, params: { ip, ...(row ? { row } : {}), ...(code === 'eip_bound' ? { eip } : {}) } }]

const fieldOfTarget = ({ verdict, eni }: NonNullable<Judged['target']>): ProblemField[] => {
  const { code, eniId, quota } = verdict
  if (code === 'ok') return []
  if (code === 'other_system')
    return [{ path: 'sendDespiteOtherSystem', code: 'run_by_other_system', params: { ...(eni ? runBy(eni) : {}), eniId } }]
  const params = { eniId, ...(code === 'quota_full' ? { limit: quota.limit } : {}), ...(code === 'eni_state' ? { state: eni?.state } : {}) }
  return [{ path: 'toEniId', code, params }]
}

const keptByOurs = (verdicts: readonly ChangeVerdict[], pathOf: (row: number) => string): AppError | undefined => {
  const kept = verdicts.flatMap((verdict, row) => (verdict.code === 'claimed' || verdict.code === 'cooling' ? [{ verdict, row }] : []))
  const first = kept.find(({ verdict }) => verdict.code === 'claimed') ?? kept[0]
  if (first === undefined) return undefined
  const { code, holder, ip, until } = first.verdict
  return new AppError(code === 'claimed' ? 'address_claimed' : 'address_cooling', {
    operationId: holder?.operationId,
    params: { ip, until },
    fields: kept.map(({ verdict, row }) => ({
      path: pathOf(row),
      code: verdict.code,
      params: { ip: verdict.ip, until: verdict.until, holder: verdict.holder },
    })),
  })
}

/** Another system changes this ENI by itself and may undo or collide with what is asked: never by accident. */
const otherSystem = ({ eni, sendDespiteOtherSystem }: Judged): AppError | undefined => {
  const other = sendDespiteOtherSystem === true ? undefined : runBy(eni)
  return other && invalid([{ path: 'sendDespiteOtherSystem', code: 'run_by_other_system', params: { ...other } }])
}
