import 'server-only'
import type { AssignBody } from '#lib/schema/assign.ts'
import type { ScopeQuery } from '#lib/schema/scope.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import { timeLeft } from '#lib/server/inventory/at-most.ts'
import type { Inventory } from '#lib/server/inventory/types.ts'
import { gather, type HeldBy, type Known } from './known.ts'
import { judgeBody, type Judgement } from './refusal.ts'

/** A refusal may rest on a reading this old; beyond, the cloud is asked once before somebody is turned away. */
const trustedAgeMs = 10_000
/** For everything that one request asks the cloud. */
const deadlineMs = 3_000

export type JudgeDeps = { inventory: Pick<Inventory, 'findEni' | 'readEni' | 'usedAddresses'>; journal: HeldBy; clock: Clock }
type Judged = { known: Known; judgement: Judgement }

/**
 * Judges a body by the inventory; a refusal that rests on readings older than 10 s is checked by reading each ENI it rests on, within
 * 3 s for all of them. Where not all could be read, what those say that could be is enough to refuse. Throws `not_found`, `ambiguous`,
 * and `cloud_unreachable` when nothing certain is left: then nothing is decided.
 */
export const judgeFresh = async (deps: JudgeDeps, eniId: string, scope: ScopeQuery, body: AssignBody): Promise<Judged> => {
  const left = timeLeft(deps.clock, deadlineMs)
  const judge = async (where: ScopeQuery): Promise<Judged> => {
    const found = await deps.inventory.findEni(eniId, where, { deadlineMs: left() })
    const known = await gather(deps.inventory, deps.journal, found, [], { deadlineMs: left() })
    return { known, judgement: judgeBody(body, known) }
  }
  // The wall clock may have been set back: what comes from the future is as doubtful as what is old.
  const isOld = (observedAt: number) => Math.abs(deps.clock.now() - observedAt) > trustedAgeMs
  const first = await judge(scope)
  // The oldest of what the judgement used: the ENI's own reading, or for holders that of the VPC.
  if (!isOld(Math.min(first.known.found.observedAt, first.known.used.observedAt))) return first

  const { account, region, vpcId } = first.known.found.eni
  const certain = new Set<string>()
  /** Each round reads what the judgement rests on now: an address that is free after all may bring the quota into it. */
  const check = async (judged: Judged): Promise<Judged> => {
    const unread = judged.judgement.refusal ? judged.judgement.restsOn.filter((id) => !certain.has(id)) : []
    if (unread.length === 0) return judged
    const readings = await Promise.allSettled(
      unread.map(async (id) => {
        await deps.inventory.readEni({ account, region }, vpcId, id, { deadlineMs: left() })
        certain.add(id)
      }),
    )
    const failed = readings.find((reading) => reading.status === 'rejected')
    const next = await judge({ account, region })
    if (failed === undefined) return check(next)
    const judgement = judgeBody(body, next.known, certain)
    if (judgement.refusal === undefined) throw failed.reason
    return { known: next.known, judgement }
  }
  return check(first)
}
