import 'server-only'
import type { EniDetail } from '#lib/schema/eni.ts'
import type { ScopeQuery } from '#lib/schema/scope.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import { AppError } from '#lib/server/base/errors.ts'
import { timeLeft } from '#lib/server/inventory/at-most.ts'
import type { Inventory } from '#lib/server/inventory/types.ts'
import type { HeldBy } from './known.ts'

/** For everything that one request asks the cloud. */
const deadlineMs = 3_000

export type GetEniDeps = {
  clock: Clock
  inventory: Pick<Inventory, 'findEni' | 'readEni'>
  journal: HeldBy
}

/** One ENI with what its screen needs beside it. `fresh` reads it from the cloud first. Throws `not_found`, `ambiguous`, `cloud_unreachable`. */
export const getEni = async (deps: GetEniDeps, eniId: string, { fresh, ...scope }: ScopeQuery & { fresh?: '1' }): Promise<EniDetail> => {
  const left = timeLeft(deps.clock, deadlineMs)
  let found = await deps.inventory.findEni(eniId, scope, { deadlineMs: left() })
  const exact = { account: found.eni.account, region: found.eni.region }
  if (fresh) {
    const read = await deps.inventory.readEni(exact, found.eni.vpcId, eniId, { deadlineMs: left() })
    if (read.eni === undefined) throw new AppError('not_found', { fields: [{ path: 'eniId', code: 'not_found' }] })
    found = await deps.inventory.findEni(eniId, exact, { deadlineMs: left() })
  }
  const { eni, vpc, subnet, observedAt } = found
  return {
    eni,
    vpc: vpc && { vpcId: vpc.vpcId, name: vpc.name, cidr: vpc.cidr, tags: vpc.tags },
    subnet: subnet && { subnetId: subnet.subnetId, name: subnet.name, cidr: subnet.cidr, free: subnet.free, total: subnet.total },
    openOperationId: (await deps.journal.held(exact, eni.vpcId)).locks.get(eniId),
    observedAt: new Date(observedAt).toISOString(),
  }
}
