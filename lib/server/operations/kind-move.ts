import type { CloudEni } from '#lib/server/cloud/client.ts'
import { readEni, type Turn } from './context.ts'
import { namedByOthers } from './held.ts'
import type { Kind } from './kind.ts'
import { latelyBefore } from './lately.ts'
import { pendingIps, planChange } from './plan-change.ts'
import { causeOnly } from './settle.ts'

/** Moves an address. Where it is now decides. */
export const moveKind: Kind = {
  async read(turn) {
    const [source, target] = await Promise.all([readEni(turn), readEni(turn, targetOf(turn))])
    const gone = source.eni === undefined || target.eni === undefined
    return { eni: source.eni, target: target.eni, gone, at: Math.min(source.at, target.at) }
  },
  plan(turn, step, read) {
    const { lost, ...sight } = moveKind.see(turn, read, pendingIps(step))
    return planChange(turn, step, read, { ...sight, away: lost }, { isDone: false, checksAddress: true, mayComeBack: false })
  },
  /** What was on the ENI that it goes to. */
  baseline: (_turn, { target }) => target?.privateIps.map(({ ip }) => ip) ?? [],
  write(turn, _step, addresses) {
    const [address] = addresses
    if (!address) throw new Error('a move without an address')
    const { operation } = turn
    return { kind: 'move', vpcId: operation.vpc_id, ip: address.ip, fromEniId: operation.eni_id, toEniId: targetOf(turn) }
  },
  see(_turn, read, ips, step) {
    const at = (eni: CloudEni | undefined, ip: string) => eni?.privateIps.find((address) => address.ip === ip)
    const judged = ips.map((ip) => ({ ip, as: judge(at(read.eni, ip), at(read.target, ip), step !== undefined) }))
    const of = (kind: Judged) => judged.filter(({ as }) => as === kind).map(({ ip }) => ip)
    return { reached: of('arrived'), waiting: of('moving'), unchanged: of('source'), lost: of('nowhere') }
  },
  // v2 tells no state of an address.
  provenAfterMs: (api, waits) => (api === 'v3' ? 0 : waits.presentMs),
  refusalAfterMs: (waits) => waits.disagreeMs,
  doneOnceSeen: false,
  others: (turn, attempt) => {
    const { options, operation } = turn
    return namedByOthers(options.db.kysely, { ...operation, eni_id: targetOf(turn) }, latelyBefore(turn, attempt))
  },
  mayAgain: () => ({ kind: 'free', batchMax: undefined }),
  errors: {
    unseen: (read, ips) => causeOnly(read.gone ? 'eni_not_found' : 'no_change_seen', { ips }),
    notDone: ({ unchanged, waiting, lost }) => causeOnly('task_succeeded_but_unchanged', { ips: [...unchanged, ...waiting, ...lost] }),
    done: ({ reached, waiting, lost }) => causeOnly('task_failed_but_done', { ips: [...reached, ...waiting, ...lost] }),
  },
}

type Judged = 'arrived' | 'moving' | 'source' | 'nowhere'

/** `isSent`: before that, what is on both ENIs is a sign that one of the two reads is stale. */
function judge(onSource: { state?: string } | undefined, onTarget: { state?: string } | undefined, isSent: boolean): Judged {
  const isReady = (address: { state?: string }) => (address.state ?? 'available') === 'available'
  if (onTarget && onSource && !isSent) return 'moving'
  // The two ENIs are read one beside the other: what is on both has just arrived.
  if (onTarget) return isReady(onTarget) ? 'arrived' : 'moving'
  if (onSource) return onSource.state === 'migrating' ? 'moving' : 'source'
  return 'nowhere'
}

function targetOf({ operation }: Turn): string {
  if (operation.to_eni_id === null) throw new Error(`operation ${operation.id} moves an address nowhere`)
  return operation.to_eni_id
}
