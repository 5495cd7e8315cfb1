import 'server-only'
import type { AssignBody } from '#lib/schema/assign.ts'
import type { ScopeQuery } from '#lib/schema/scope.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import type { Inventory } from '#lib/server/inventory/types.ts'
import { gather, type HeldBy, type Known } from './known.ts'
import { judgeBody, type Judgement } from './refusal.ts'

/** A refusal may rest on a reading this old; beyond, the cloud is asked once before somebody is turned away. */
const trustedAgeMs = 10_000
const deadlineMs = 3000
/** More doubtful ENIs than this are read together with their VPC. */
const singleReadsMax = 5

export type JudgeDeps = { inventory: Inventory; journal: HeldBy; clock: Clock }

/**
 * Judges a body by the inventory; a refusal that rests on readings older than 10 s is checked by fresh ones (3 s at most).
 * Throws `not_found`, `ambiguous`, and `cloud_unreachable` when the check could not be made: then nothing is decided.
 */
export const judgeFresh = async (
  deps: JudgeDeps,
  eniId: string,
  scope: ScopeQuery,
  body: AssignBody,
): Promise<{ known: Known; judgement: Judgement }> => {
  const first = await judgeNow(deps, eniId, scope, body)
  const { eni } = first.known.found
  const isOld = (observedAt: number) => deps.clock.now() - observedAt > trustedAgeMs
  if (first.judgement.refusal === undefined || first.judgement.restsOn.length === 0) return first
  // The oldest of what the judgement used: the ENI's own reading, or for holders that of the VPC.
  if (!isOld(Math.min(first.known.found.observedAt, first.known.used.observedAt))) return first

  const exact = { account: eni.account, region: eni.region }
  const { restsOn } = first.judgement
  if (restsOn.length > singleReadsMax) await deps.inventory.refresh({ ...exact, vpc: eni.vpcId })
  else await Promise.all(restsOn.map((id) => deps.inventory.readEni(exact, eni.vpcId, id, { deadlineMs })))
  return judgeNow(deps, eniId, exact, body)
}

const judgeNow = async (deps: JudgeDeps, eniId: string, scope: ScopeQuery, body: AssignBody) => {
  const known = await gather(deps.inventory, deps.journal, await deps.inventory.findEni(eniId, scope))
  return { known, judgement: judgeBody(body, known) }
}
