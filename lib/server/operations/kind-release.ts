import { CloudError } from '#lib/server/cloud/client.ts'
import { readEni, withDeadline, type Turn } from './context.ts'
import { isGoneProven } from './gone.ts'
import type { Kind, Read } from './kind.ts'
import type { LoadedStep } from './loaded.ts'
import { pendingIps, planChange } from './plan-change.ts'
import { causeOnly } from './settle.ts'

/** The time that an address had when it was last asked to go; undefined: nobody could say. */
const bornBefore = (step: LoadedStep | undefined, ip: string): string | undefined =>
  step?.attempts.findLast((attempt) => attempt.created_times?.[ip] !== undefined)?.created_times?.[ip]

/** Gives addresses back. What is not on the ENI any more is gone; what has another time of creation went and came back. */
export const releaseKind: Kind = {
  async read(turn, step) {
    const { eni, at } = await readEni(turn)
    const present = openIps(step).filter((ip) => eni?.privateIps.some((address) => address.ip === ip))
    const created = present.length > 0 ? await createdTimes(turn, present) : undefined
    return { eni, gone: eni === undefined, at, ...(created ? { created } : {}) }
  },
  plan(turn, step, read) {
    const { reached, waiting, unchanged } = releaseKind.see(turn, read, pendingIps(step))
    const sight = { reached: [], away: reached, waiting, unchanged }
    return planChange(turn, step, read, sight, { isDone: true, checksAddress: true, mayComeBack: false })
  },
  baseline: (_turn, { eni }) => eni.privateIps.map(({ ip }) => ip),
  write: ({ operation }, _step, addresses) => ({
    kind: 'release',
    vpcId: operation.vpc_id,
    eniId: operation.eni_id,
    addresses: addresses.map(({ ip }) => ip),
  }),
  see(turn, read, ips, step) {
    // With the ENI its addresses are gone too, once that is proven.
    if (read.gone && !(step && isGoneProven(turn, step, read))) return { reached: [], waiting: [...ips], unchanged: [], lost: [] }
    const there = new Map(read.eni?.privateIps.map((address) => [address.ip, address]))
    const judged = ips.map((ip) => ({ ip, as: judge(read, step, ip, there.has(ip), there.get(ip)?.state) }))
    const of = (...kinds: Judged[]) => judged.filter(({ as }) => kinds.includes(as)).map(({ ip }) => ip)
    return {
      reached: of('away', 'anew'),
      certain: of('anew'),
      waiting: of('leaving'),
      unchanged: of('stayed', 'there'),
      never: of('stayed'),
      lost: [],
    }
  },
  provenAfterMs: (_api, waits) => waits.goneMs,
  // A stale read may show it for as long as that, although the cloud says that it is not there.
  refusalAfterMs: (waits) => waits.disagreeMs,
  doneOnceSeen: true,
  others: () => [],
  mayAgain: () => ({ kind: 'free', batchMax: undefined }),
  errors: {
    unseen: (read, ips) => causeOnly(read.gone ? 'eni_not_found' : 'no_change_seen', { ips }),
    notDone: ({ unchanged, waiting }) => causeOnly('task_succeeded_but_unchanged', { ips: [...unchanged, ...waiting] }),
    done: ({ reached, waiting }) => causeOnly('task_failed_but_done', { ips: [...reached, ...waiting] }),
  },
}

/** `anew`: it went and came back. `stayed`: it never went. `there`: one of the two, and nobody can say which. */
type Judged = 'away' | 'anew' | 'leaving' | 'stayed' | 'there'

function judge(read: Read, step: LoadedStep | undefined, ip: string, isThere: boolean, state: string | undefined): Judged {
  if (!isThere) return 'away'
  const before = bornBefore(step, ip)
  const now = read.created?.get(ip)
  if (before !== undefined && now !== undefined && before !== now) return 'anew'
  // The list of addresses does not know it any more: the read of the ENI is a stale one.
  if (before !== undefined && read.created && now === undefined) return 'leaving'
  if (state === 'deleting') return 'leaving'
  return before !== undefined && now !== undefined ? 'stayed' : 'there'
}

const openIps = (step: LoadedStep): string[] =>
  step.addresses.filter(({ outcome }) => outcome === 'pending' || outcome === 'unknown').map(({ ip }) => ip)

/** Undefined where nobody may ask: then reads of the ENI alone decide. Throws CloudError for what may pass. */
async function createdTimes({ client, options, operation, waits }: Turn, ips: readonly string[]) {
  const ask = client.createdTimes?.bind(client)
  if (!ask) return undefined
  try {
    return await withDeadline(options.clock, waits.readTimeoutMs, (signal) => ask(operation.region, operation.vpc_id, ips, signal))
  } catch (error) {
    if (error instanceof CloudError && (error.reason === 'forbidden' || error.reason === 'unsupported')) return undefined
    throw error
  }
}
