import { judgeCount, primaryRows } from '#lib/plan/judge-assign.ts'
import { crossesOther } from '#lib/plan/run-by.ts'
import { isClosedState } from '#lib/plan/why-not.ts'
import { harmlessVerdicts, type AssignBody, type Verdict, type VerdictCode } from '#lib/schema/assign.ts'
import type { ProblemField } from '#lib/schema/problem.ts'
import { AppError } from '#lib/server/base/errors.ts'
import { addressesOf, type Known } from './known.ts'

/** Verdicts about what the cloud holds now: an older reading of it may be wrong. The others follow from the request alone. */
const maybeOutdated: readonly VerdictCode[] = ['on_this_eni', 'in_use', 'over_quota']

export type Judgement = {
  verdicts: Verdict[]
  /** Undefined: may be accepted. */
  refusal: AppError | undefined
  /** ENIs whose present state decides: a refusal that rests on an old reading of them must be checked. */
  restsOn: string[]
}

/**
 * What a body is answered, by what is known. Order: two primaries (always wrong), an ENI that is busy or closed, addresses and count,
 * addresses that our own operations keep, and last what only a person can decide: the primary, and an ENI that another system runs.
 * `certain`: the ENIs whose present state is known; where it is given, nothing is refused for what another one held once.
 */
export const judgeBody = (body: AssignBody, known: Known, certain?: ReadonlySet<string>): Judgement => {
  const { eni } = known.found
  const verdicts = known.judge(addressesOf(body))
  const doubted = verdicts.filter((verdict) => maybeOutdated.includes(verdict.code))
  const eniOf = (verdict: Verdict) => (verdict.code === 'in_use' ? verdict.holder?.eniId : eni.eniId)
  const isCertain = (eniId: string | undefined) => certain === undefined || eniId === undefined || certain.has(eniId)
  const restsOn = new Set(doubted.flatMap((verdict) => eniOf(verdict) ?? []))
  const closed = isClosedState(eni.state)
  const countRefusal = body.mode === 'count' ? judgeCount(body.count, known.room) : undefined
  if (closed || countRefusal !== undefined) restsOn.add(eni.eniId)
  const judgement = (refusal: AppError | undefined, on: Iterable<string> = restsOn): Judgement => ({ verdicts, refusal, restsOn: [...on] })

  const primaries = body.mode === 'explicit' ? primaryRows(body.addresses) : []
  if (primaries.length > 1)
    return judgement(invalid(primaries.map((row) => ({ path: `addresses.${row}.primary`, code: 'two_primaries' }))), [])
  // Not waited for: a second operation on the ENI would be judged by what the first is about to change.
  const lockedBy = known.held.locks.get(eni.eniId)
  if (lockedBy !== undefined) return judgement(new AppError('eni_busy', { operationId: lockedBy }), [])
  if (closed && isCertain(eni.eniId)) return judgement(invalid([{ path: '', code: 'eni_state', params: { state: eni.state } }]))
  if (countRefusal !== undefined && isCertain(eni.eniId))
    return judgement(invalid([{ path: 'count', code: countRefusal, params: { max: known.room.max } }]))
  const fields = verdicts.flatMap((verdict, row) =>
    doubted.includes(verdict) && !isCertain(eniOf(verdict)) ? [] : fieldOf(verdict, row, eni.quota.limit),
  )
  if (fields.length > 0) return judgement(invalid(fields))
  return judgement(keptByOurs(verdicts) ?? primaryQuestion(body, primaries, known) ?? otherSystemQuestion(body, known))
}

const invalid = (fields: ProblemField[]): AppError => new AppError('invalid', { fields })

const fieldOf = ({ ip, code, holder, row }: Verdict, index: number, limit: number | undefined): ProblemField[] => {
  if (harmlessVerdicts.includes(code) || code === 'claimed' || code === 'cooling') return []
  return [
    {
      path: `addresses.${index}.ip`,
      code,
      params: { ip, ...(holder ? { holder } : {}), ...(row ? { row } : {}), ...(code === 'over_quota' ? { limit } : {}) },
    },
  ]
}

const keptByOurs = (verdicts: readonly Verdict[]): AppError | undefined => {
  const kept = verdicts.flatMap((verdict, row) => (verdict.code === 'claimed' || verdict.code === 'cooling' ? [{ verdict, row }] : []))
  const first = kept.find(({ verdict }) => verdict.code === 'claimed') ?? kept[0]
  if (first === undefined) return undefined
  return new AppError(first.verdict.code === 'claimed' ? 'address_claimed' : 'address_cooling', {
    operationId: first.verdict.holder?.operationId,
    params: { ip: first.verdict.ip, until: first.verdict.until },
    fields: kept.map(({ verdict, row }) => ({
      path: `addresses.${row}.ip`,
      code: verdict.code,
      params: { ip: verdict.ip, until: verdict.until, holder: verdict.holder },
    })),
  })
}

/** An ENI has its primary from birth and the documents contradict themselves about a second one: never sent by accident. */
const primaryQuestion = (body: AssignBody, primaries: readonly number[], known: Known): AppError | undefined => {
  if (body.mode !== 'explicit' || primaries.length === 0 || body.sendPrimaryAnyway === true) return undefined
  const present = known.found.eni.privateIps.find((address) => address.isPrimary)
  return new AppError('primary_exists', {
    params: { ip: present?.ip },
    fields: primaries.map((row) => ({ path: `addresses.${row}.primary`, code: 'primary_exists', params: { ip: present?.ip } })),
  })
}

/** Another system changes this ENI by itself and may undo or collide with what is asked: never by accident. */
const otherSystemQuestion = (body: AssignBody, known: Known): AppError | undefined => {
  const other = crossesOther(body, known.found.eni)
  return other && invalid([{ path: 'sendDespiteOtherSystem', code: 'run_by_other_system', params: { ...other } }])
}
