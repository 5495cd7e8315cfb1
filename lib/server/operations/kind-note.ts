import { readEni } from './context.ts'
import type { Kind } from './kind.ts'
import { pendingIps, planChange } from './plan-change.ts'
import { causeOnly } from './settle.ts'

/** Writes the note of an address. Written twice it is the same note, so that nothing has to be known but what it is now. */
export const noteKind: Kind = {
  async read(turn) {
    const { eni, at } = await readEni(turn)
    return { eni, gone: eni === undefined, at }
  },
  plan(turn, step, read) {
    const { lost, reached, unchanged, waiting } = noteKind.see(turn, read, pendingIps(step))
    // What a read shows as asked is written all the same: that is sooner done than to find out whether it is an old one.
    const sight = { reached: [], away: lost, waiting, unchanged: [...reached, ...unchanged] }
    return planChange(turn, step, read, sight, { isDone: false, checksAddress: false, mayComeBack: false })
  },
  baseline: (_turn, { eni }) => eni.privateIps.map(({ ip }) => ip),
  write({ operation }, _step, addresses) {
    const [address] = addresses
    if (!address) throw new Error('a note of no address')
    return { kind: 'note', vpcId: operation.vpc_id, eniId: operation.eni_id, ip: address.ip, note: operation.asked.note ?? '' }
  },
  see({ operation }, { eni }, ips) {
    const notes = new Map(eni?.privateIps.map((address) => [address.ip, address.note ?? '']))
    const wanted = operation.asked.note ?? ''
    const there = ips.filter((ip) => notes.has(ip))
    return {
      reached: there.filter((ip) => notes.get(ip) === wanted),
      waiting: [],
      unchanged: there.filter((ip) => notes.get(ip) !== wanted),
      lost: ips.filter((ip) => !notes.has(ip)),
    }
  },
  provenAfterMs: () => 0,
  refusalAfterMs: (waits) => waits.goneMs,
  doneOnceSeen: false,
  others: () => [],
  mayAgain: () => ({ kind: 'free', batchMax: undefined }),
  errors: {
    unseen: (read, ips) => causeOnly(read.gone ? 'eni_not_found' : 'no_change_seen', { ips }),
    notDone: ({ unchanged, lost }) => causeOnly('task_succeeded_but_unchanged', { ips: [...unchanged, ...lost] }),
    done: ({ reached }) => causeOnly('task_failed_but_done', { ips: reached }),
  },
}
