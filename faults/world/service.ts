import type { Clock } from '#lib/server/base/clock.ts'
import type { CloudClient } from '#lib/server/cloud/client.ts'
import type { Db } from '#lib/server/db/database.ts'
import { assign } from '#lib/server/enis/assign.ts'
import { move } from '#lib/server/enis/move.ts'
import { release } from '#lib/server/enis/release.ts'
import type { Accepted } from '#lib/server/enis/replay.ts'
import { createInventory } from '#lib/server/inventory/create.ts'
import type { AcceptInput } from '#lib/server/operations/accept.ts'
import type { Journal } from '#lib/server/operations/journal.ts'

export type ServiceParts = { client: CloudClient; db: Db; journal: Journal; clock: Clock }

/** What a server does with a request that a browser sent, behind its route: judges it by an inventory of its own, and accepts it. */
export function createService({ client, db, journal, clock }: ServiceParts): (input: AcceptInput) => Promise<Accepted> {
  const inventory = createInventory({ clients: [client], clock, quotaFor: () => undefined })
  const deps = { inventory, journal, db, clock, clouds: [client] }
  return (input) => {
    const { eniId, scope, key, actor } = input
    const keyed = { eniId, scope, key, actor }
    switch (input.kind) {
      case 'assign':
        return assign(deps, { ...keyed, body: input.body })
      case 'release':
        return release(deps, { ...keyed, body: input.body })
      case 'move':
        return move(deps, { ...keyed, body: input.body })
      case 'note':
        throw new Error('the harness writes no notes')
    }
  }
}
