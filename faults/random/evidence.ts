import type { LedgerRow } from '#emulator/ledger.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { attemptsOf, isOf, ownerOf } from '#faults/world/deeds.ts'
import type { World } from '#faults/world/world.ts'

/** What of a schedule's trouble met one operation, by the ledger: only that excuses it. */
export type Evidence = {
  /** The cloud lied about its task, or somebody else's answer was given to it and nothing told that it was one. */
  isLiedTo: boolean
  /** What was done by such requests of its as were given the refusal of somebody else's, which names nothing. */
  doneThoughRefused: string[]
  /** How long after its time a copy of a request of its may come, at most. */
  deadMs: number
  /** What somebody else took away from its ENI before its first request came to the cloud. */
  takenBefore: string[]
  /** What somebody else placed on its ENI before it ended, and so late that a read before its first request need not show it. */
  placedByOthers: string[]
  /** A request of its came to the cloud when it had ended. */
  isLateCopy: boolean
  /** Its task did not do what it said. */
  isTaskWrong: boolean
  /** What such a task took back, where a read after that, and before the next request or the end, lagged behind: everybody says that it was done. */
  saidByAll: string[]
  /** A read of one of its ENIs lagged behind while it was open. */
  isReadOld: boolean
  /** So was the read by which a count is measured, the last one before its request. */
  isMeasuredByOld: boolean
  /** Somebody else touched one of its ENIs or addresses. */
  isMeddledWith: boolean
}

/** By so much a read of a schedule lags at most. */
const lagMaxMs = 60_000

const isOld = ({ faults }: LedgerRow) => faults.includes('stale') || faults.includes('lag')

export async function evidenceOf(world: World): Promise<(operation: Operation) => Evidence> {
  const attempts = await attemptsOf(world)
  const rows = world.cloud.ledger.rows()
  const start = world.time.cloudClock.now() - world.time.elapsed()
  const owned = Map.groupBy(rows, (row) => (row.actor === 'client' ? ownerOf(row, attempts) : undefined))
  const reads = rows.filter(({ action }) => action === 'DescribeNetworkInterfaces')
  const foreign = rows.filter(({ actor }) => actor === 'foreign')

  return (operation) => {
    const { id, eniId, toEniId } = operation
    const { begun, ended } = world.moments.of(id)
    const own = owned.get(id) ?? []
    const enis = [eniId, toEniId ?? eniId]
    const ips = operation.addresses.map(({ ip }) => ip)
    const read = reads.filter(({ at, params }) => at >= start + begun && at <= start + ended + 1 && namesOneOf(params, enis))
    const isTaskWrong = own.some(({ faults }) => faults.includes('task'))
    const mixed = attempts.filter(
      ({ operationId, traceId, nonce }) => operationId === id && [traceId, nonce].some((name) => world.network.mixed().has(name)),
    )
    const answered = (...outcomes: string[]) =>
      operation.steps
        .flatMap((step) => step.attempts)
        .filter(({ outcome }) => outcome !== undefined && outcomes.includes(outcome))
        .flatMap(({ traceId }) => mixed.filter((one) => one.traceId === traceId))
    const refused = answered('refused', 'busy', 'in_use')
    const changes = own.filter(({ action }) => !action.startsWith('Describe'))
    const firstId = changes[0]?.id ?? 0
    const takenBackUnseen = (row: LedgerRow): string[] => {
      const { at = Infinity, ips = [] } = row.reverted ?? {}
      const next = changes.find(({ id: after }) => after > row.id)?.id ?? Infinity
      return read.some((look) => look.at >= at && look.id < next && isOld(look)) ? ips : []
    }
    return {
      isTaskWrong,
      saidByAll: changes.flatMap(takenBackUnseen),
      doneThoughRefused: own.filter((row) => refused.some((attempt) => isOf(row, attempt))).flatMap(({ effect }) => touchedBy(effect)),
      deadMs: Math.max(0, ...attempts.filter(({ operationId }) => operationId === id).map(({ deadMs }) => deadMs)),
      takenBefore: foreign.flatMap(({ id: at, effect }) => (effect?.eniId === eniId && at < firstId ? effect.removed : [])),
      placedByOthers: foreign.flatMap(({ at, effect }) =>
        effect?.eniId === eniId && at >= start + begun - lagMaxMs && at <= start + ended ? effect.added : [],
      ),
      isLateCopy: own.some(({ effectAt }) => effectAt !== null && effectAt > start + ended),
      isLiedTo: isTaskWrong || refused.length > 0 || answered('accepted').length > 0,
      isReadOld: read.some(isOld),
      isMeasuredByOld: reads
        .filter((row) => row.id < firstId && namesOneOf(row.params, [eniId]))
        .slice(-1)
        .some(isOld),
      isMeddledWith: foreign.some(({ effect, params }) =>
        effect === null
          ? ips.some((ip) => ip === params['ip'])
          : enis.includes(effect.eniId) || touchedBy(effect).some((ip) => ips.includes(ip)),
      ),
    }
  }
}

const touchedBy = (effect: LedgerRow['effect']): string[] =>
  effect === null ? [] : [...effect.added, ...effect.removed, ...effect.moved.map(({ ip }) => ip)]

/** v3 asks for many, v2 for one. */
const namesOneOf = (params: LedgerRow['params'], enis: readonly string[]): boolean =>
  [params['NetworkInterfaceIds'], params['networkInterfaceId']].flat().some((id) => typeof id === 'string' && enis.includes(id))
