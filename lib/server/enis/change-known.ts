import 'server-only'
import { formatIpv4 } from '#lib/ip/ipv4.ts'
import { judgeTarget } from '#lib/plan/judge-move.ts'
import type { KnownForChange } from '#lib/plan/judge-release.ts'
import type { MoveTarget } from '#lib/schema/change.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { Deadline, FoundEni, Inventory } from '#lib/server/inventory/types.ts'
import type { Held } from '#lib/server/operations/held.ts'
import type { HeldBy } from './known.ts'

/** Everything that decides about a release, a move or a note, as it is known at one moment. */
export type ChangeKnown = { found: FoundEni; target: FoundEni | undefined; held: Held; forJudge: KnownForChange }
export type ChangeDeps = { inventory: Pick<Inventory, 'findEni'>; journal: HeldBy }

/** Gathers it. `toEniId`: looked for where the ENI is; an unknown one is left out. Throws what the inventory throws. */
export const gatherChange = async (
  { inventory, journal }: ChangeDeps,
  found: FoundEni,
  toEniId: string | undefined,
  deadline: Deadline = {},
): Promise<ChangeKnown> => {
  const { account, region, vpcId, privateIps } = found.eni
  const [target, held] = await Promise.all([
    toEniId === undefined ? undefined : findTarget(inventory, toEniId, { account, region }, deadline),
    journal.held({ account, region }, vpcId),
  ])
  const heldBy: KnownForChange['heldBy'] = (ip) => {
    const claim = held.claims.get(formatIpv4(ip))
    return claim && { operationId: claim.operationId, ...(claim.until === undefined ? {} : { until: Date.parse(claim.until) }) }
  }
  return { found, target, held, forJudge: { onEni: privateIps, heldBy } }
}

const findTarget = async (
  inventory: ChangeDeps['inventory'],
  eniId: string,
  scope: { account: string; region: string },
  deadline: Deadline,
): Promise<FoundEni | undefined> => {
  try {
    return await inventory.findEni(eniId, scope, deadline)
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return undefined
    throw error
  }
}

/** The oldest reading that a judgement by it uses, epoch milliseconds. */
export const changeObservedAt = ({ found, target }: ChangeKnown): number =>
  Math.min(found.observedAt, target?.observedAt ?? found.observedAt)

/** Which EIPs are on the addresses that change: what the journal keeps, since a release unbinds them. */
export const eipsKnown = ({ found: { eni, observedAt } }: ChangeKnown) => ({
  of: new Map(eni.privateIps.flatMap(({ ip, eip }) => (eip === undefined ? [] : [[ip, eip] as const]))),
  observedAt,
})

/** What is known about the ENI that an address is to be moved to. */
export const targetOf = (known: ChangeKnown, toEniId: string, sendDespiteOtherSystem: boolean | undefined): MoveTarget =>
  judgeTarget({
    source: known.found.eni,
    toEniId,
    target: known.target?.eni,
    lockedBy: known.held.locks.get(toEniId),
    sendDespiteOtherSystem,
  })
