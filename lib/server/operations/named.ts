import type { Operation } from '#lib/schema/operation.ts'
import { auditNames } from '#lib/server/audit/names.ts'
import type { Db } from '#lib/server/db/database.ts'
import type { Tx } from '#lib/server/db/transact.ts'

/** The journal keeps who asked by id; people read what that user or token is called now. */
export const named = async (from: Db['kysely'] | Tx, operations: readonly Operation[]): Promise<Operation[]> => {
  const names = await auditNames(
    from,
    operations.map(({ actor }) => ({ actor, target: null })),
  )
  return operations.map((operation) => ({ ...operation, actor: names.get(operation.actor) ?? operation.actor, actorId: operation.actor }))
}
