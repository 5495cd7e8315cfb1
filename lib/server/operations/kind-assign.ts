import type { CloudEni } from '#lib/server/cloud/client.ts'
import { askHeld, failHeld } from './ask-held.ts'
import { beforeCount } from './before-count.ts'
import { presence } from './compare.ts'
import { readEni, scopeOf, type Turn } from './context.ts'
import { believedInMs, contradicted } from './contradicted.ts'
import { whereHeld } from './elsewhere.ts'
import { namedByOthers } from './held.ts'
import type { Kind } from './kind.ts'
import { lately, latelyBefore } from './lately.ts'
import { isGood, type LoadedAttempt, type LoadedStep } from './loaded.ts'
import { judgeInUse } from './judge-in-use.ts'
import { paceOf, planAgain } from './plan-again.ts'
import { pendingIps, planChange } from './plan-change.ts'
import { causeOnly } from './settle.ts'

const others = (turn: Turn, attempt: LoadedAttempt): Promise<string[]> =>
  namedByOthers(turn.options.db.kysely, turn.operation, latelyBefore(turn, attempt))

/** There, but as a secondary address: it was asked for as the primary one. */
const isAmiss = (step: LoadedStep | undefined, eni: CloudEni | undefined, ip: string): boolean =>
  step?.addresses.some((address) => address.ip === ip && address.primary) === true &&
  eni?.privateIps.some((address) => address.ip === ip && !address.isPrimary) === true

/** Places addresses. What is not on the ENI has not come; what is there and was not before has. */
export const assignKind: Kind = {
  async read(turn, step) {
    // One beside the other: somebody waits for both.
    const [{ eni, at }, held] = await Promise.all([
      readEni(turn),
      step.state === 'planned' ? askHeld(turn, step, pendingIps(step)) : undefined,
    ])
    return { eni, gone: eni === undefined, at, held }
  },
  async plan(turn, step, read) {
    if (step.count !== undefined) {
      const inTheWay = await beforeCount(turn, step, read)
      if (!inTheWay) return { kind: 'send', addresses: [], settled: [] }
      const { error, progress } = inTheWay
      return { kind: 'change', change: planAgain({ ...step, progress }, error, paceOf(turn)) }
    }
    const present = read.eni.privateIps.map((address) => address.ip)
    const inUse = judgeInUse(step, present)
    if (inUse) {
      const lagging = await contradicted(turn, read, [...inUse.seen, ...inUse.taken])
      if (lagging.length > 0) return { kind: 'change', change: planAgain(step, causeOnly('reads_lag', { ips: lagging }), paceOf(turn)) }
      // Somebody may have taken it from here, and the read be from before that.
      const waitMs = believedInMs(turn, read)
      if (inUse.seen.length > 0 && waitMs > 0) {
        const why = causeOnly('changed_meanwhile', { ips: inUse.seen })
        return { kind: 'change', change: planAgain(step, why, paceOf(turn), waitMs) }
      }
      const { vpc_id: vpcId } = turn.operation
      for (const ip of inUse.taken) turn.options.onAddressTaken?.(scopeOf(turn.operation), { vpcId, ip, observedAt: read.at })
      return { kind: 'change', change: inUse.change }
    }
    const pending = pendingIps(step)
    const sight = {
      reached: pending.filter((ip) => present.includes(ip) && !isAmiss(step, read.eni, ip)),
      amiss: pending.filter((ip) => isAmiss(step, read.eni, ip)),
      away: [],
      waiting: [],
      unchanged: pending.filter((ip) => !present.includes(ip)),
    }
    const plan = await planChange(turn, step, read, sight, { isDone: false, checksAddress: false, mayComeBack: true })
    if (plan.kind === 'change') return plan
    const names = plan.addresses.map(({ ip }) => ip)
    const held = await failHeld(turn, step, names, read.held)
    return held ? { kind: 'change', change: held } : plan
  },
  /** A fresh read united with everything that the journal places on this ENI. */
  async baseline(turn, { eni }) {
    const { options, operation } = turn
    const named = await namedByOthers(options.db.kysely, operation, lately(turn))
    const own = operation.steps.flatMap((step) => step.addresses.filter(isGood).map((address) => address.ip))
    return [...new Set([...eni.privateIps.map((address) => address.ip), ...named, ...own])]
  },
  write({ operation }, step, addresses) {
    const target = { kind: 'assign', vpcId: operation.vpc_id, eniId: operation.eni_id } as const
    if (step.count === undefined) return { ...target, mode: 'explicit', addresses: [...addresses] }
    return { ...target, mode: 'count', count: step.count, ...(step.qosLevel === undefined ? {} : { qosLevel: step.qosLevel }) }
  },
  see(_turn, read, ips, step) {
    const { ready, waiting, absent } = presence(read.eni, ips)
    const amiss = ready.filter((ip) => isAmiss(step, read.eni, ip))
    return { reached: ready, waiting, unchanged: absent, lost: [], amiss }
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
