import { askHeld, failHeld } from './ask-held.ts'
import { isMoving, presence } from './compare.ts'
import { readEni, scopeOf, type Turn } from './context.ts'
import { whereHeld } from './elsewhere.ts'
import { namedByOthers } from './held.ts'
import type { Kind } from './kind.ts'
import { isGood, type LoadedAttempt } from './loaded.ts'
import { planAgain } from './plan-again.ts'
import { pendingIps } from './plan-change.ts'
import { planSending } from './plan-sending.ts'
import { causeOnly } from './settle.ts'

const others = ({ options, operation, waits }: Turn, attempt: LoadedAttempt): Promise<string[]> =>
  namedByOthers(options.db.kysely, operation, attempt.committed_at - waits.placedMs)

/** Places addresses. What is not on the ENI has not come; what is there and was not before has. */
export const assignKind: Kind = {
  async read(turn, step) {
    // One beside the other: somebody waits for both.
    const [{ eni, at }, held] = await Promise.all([readEni(turn), step.state === 'planned' ? askHeld(turn, step, pendingIps(step)) : undefined])
    return { eni, gone: eni === undefined, at, held }
  },
  plan(turn, step, read) {
    const { options, operation, waits } = turn
    const { eni } = read
    const { taken, ...plan } = planSending(
      step,
      eni.privateIps.map((address) => address.ip),
    )
    for (const ip of taken) options.onAddressTaken?.(scopeOf(operation), { vpcId: operation.vpc_id, ip, observedAt: read.at })
    if (plan.kind === 'change') return plan
    if (step.count !== undefined && isMoving(eni)) {
      const pace = { now: options.clock.now(), waits, random: options.random }
      return { kind: 'change', change: planAgain(step, causeOnly('eni_busy'), pace) }
    }
    const held = failHeld(
      turn,
      step,
      plan.addresses.map((address) => address.ip),
      read.held,
    )
    return held ? { kind: 'change', change: held } : plan
  },
  /** A fresh read united with everything that the journal places on this ENI. */
  async baseline({ options, operation, waits }, { eni }) {
    const named = await namedByOthers(options.db.kysely, operation, options.clock.now() - waits.placedMs)
    const own = operation.steps.flatMap((step) => step.addresses.filter(isGood).map((address) => address.ip))
    return [...new Set([...eni.privateIps.map((address) => address.ip), ...named, ...own])]
  },
  write({ operation }, step, addresses) {
    const target = { kind: 'assign', vpcId: operation.vpc_id, eniId: operation.eni_id } as const
    if (step.count === undefined) return { ...target, mode: 'explicit', addresses: [...addresses] }
    return { ...target, mode: 'count', count: step.count, ...(step.qosLevel === undefined ? {} : { qosLevel: step.qosLevel }) }
  },
  see(_turn, read, ips) {
    const { ready, waiting, absent } = presence(read.eni, ips)
    return { reached: ready, waiting, unchanged: absent, lost: [] }
  },
  // v2 tells no state of an address.
  provenAfterMs: (api, waits) => (api === 'v3' ? 0 : waits.presentMs),
  refusalAfterMs: (waits) => waits.goneMs,
  doneOnceSeen: false,
  others,
  mayAgain: whereHeld,
  errors: {
    unseen: (read, absent, present) => causeOnly(read.gone ? 'eni_not_found' : 'not_seen', { absent, present }),
    notDone: ({ unchanged, reached, waiting }) => causeOnly('task_succeeded_but_absent', { absent: unchanged, present: reached, waiting }),
    done: ({ reached, waiting }) => causeOnly('task_failed_but_present', { present: [...reached, ...waiting] }),
  },
}
