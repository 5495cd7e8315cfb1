import 'server-only'
import type { ScopeQuery } from '#lib/schema/scope.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import type { AppError } from '#lib/server/base/errors.ts'
import { timeLeft } from '#lib/server/inventory/at-most.ts'
import type { FoundEni, Inventory } from '#lib/server/inventory/types.ts'

/** A refusal may rest on a reading this old; beyond, the cloud is asked once before somebody is turned away. */
const trustedAgeMs = 10_000
/** For everything that one request asks the cloud. */
const deadlineMs = 3_000

export type AgainDeps = { inventory: Pick<Inventory, 'findEni' | 'readEni'>; clock: Clock }
type Judgement = {
  /** Undefined: may be accepted. */
  refusal: AppError | undefined
  /** ENIs whose present state decides: a refusal that rests on an old reading of them must be checked. */
  restsOn: string[]
}
export type Rules<K extends { found: FoundEni }, J extends Judgement> = {
  /** Everything that decides, beside the ENI itself; `left` is how many milliseconds somebody still waits. */
  gather(found: FoundEni, left: () => number): Promise<K>
  /** The oldest reading that the judgement uses, epoch milliseconds. */
  observedAt(known: K): number
  /** `certain`: the ENIs whose present state is known; where it is given, nothing is refused for what another one was once. */
  judge(known: K, certain?: ReadonlySet<string>): J
}

/**
 * Judges by the inventory; a refusal that rests on readings older than 10 s is checked by reading each ENI it rests on, within
 * 3 s for all of them. Where not all could be read, what those say that could be is enough to refuse. Throws `not_found`, `ambiguous`,
 * and `cloud_unreachable` when nothing certain is left: then nothing is decided.
 */
export const judgeAgain = async <K extends { found: FoundEni }, J extends Judgement>(
  deps: AgainDeps,
  eniId: string,
  scope: ScopeQuery,
  rules: Rules<K, J>,
): Promise<{ known: K; judgement: J }> => {
  const left = timeLeft(deps.clock, deadlineMs)
  const judge = async (where: ScopeQuery): Promise<{ known: K; judgement: J }> => {
    const found = await deps.inventory.findEni(eniId, where, { deadlineMs: left() })
    const known = await rules.gather(found, left)
    return { known, judgement: rules.judge(known) }
  }
  // The wall clock may have been set back: what comes from the future is as doubtful as what is old.
  const isOld = (observedAt: number) => Math.abs(deps.clock.now() - observedAt) > trustedAgeMs
  const first = await judge(scope)
  if (!isOld(rules.observedAt(first.known))) return first

  const { account, region, vpcId } = first.known.found.eni
  const certain = new Set<string>()
  /** Each round reads what the judgement rests on now: an address that is free after all may bring the quota into it. */
  const check = async (judged: { known: K; judgement: J }): Promise<{ known: K; judgement: J }> => {
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
    const judgement = rules.judge(next.known, certain)
    if (judgement.refusal === undefined) throw failed.reason
    return { known: next.known, judgement }
  }
  return check(first)
}
