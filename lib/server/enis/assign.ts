import 'server-only'
import { planAssignSteps } from '#lib/plan/assign-steps.ts'
import type { AssignBody } from '#lib/schema/assign.ts'
import type { Operation } from '#lib/schema/operation.ts'
import type { Scope, ScopeQuery } from '#lib/schema/scope.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import type { Db } from '#lib/server/db/database.ts'
import { reading } from '#lib/server/db/transact.ts'
import type { Inventory } from '#lib/server/inventory/types.ts'
import type { Journal } from '#lib/server/operations/journal.ts'
import { requestHash } from '#lib/server/operations/request-hash.ts'
import { mustFitApi, type ApiOf } from './fits-api.ts'
import { judgeFresh } from './judge-fresh.ts'
import { sendable } from './preflight.ts'

export type AssignDeps = {
  inventory: Inventory
  journal: Pick<Journal, 'accept' | 'findReplay' | 'held'>
  db: Db
  clock: Clock
  clouds: ApiOf
}
export type AssignRequest = { eniId: string; scope: ScopeQuery; body: AssignBody; key: string; actor: string }
export type Accepted = { operation: Operation; replayed: boolean }

/**
 * Steps 1 and 2 of the path of one assign (docs/operations.md): a replay is answered before anything is judged anew; then the
 * inventory judges, then one transaction writes the operation. Nothing is sent here. Throws AppError for every refusal and
 * DataDirError when the store failed; in both cases nothing was written.
 */
export const assign = async (deps: AssignDeps, request: AssignRequest): Promise<Accepted> => {
  const body = sendable(request.body)
  const { eniId, key, actor } = request
  const hashIn = ({ account, region }: Scope) =>
    requestHash({ method: 'POST', path: `/enis/${eniId}/private-ips`, account, region, eniId, body })

  const earlier = await scopeOfKey(deps.db, actor, key)
  if (earlier !== undefined) {
    const replay = await deps.journal.findReplay({ keyScope: actor, key, hash: hashIn({ ...earlier, ...request.scope }) })
    if (replay !== undefined) return { operation: replay, replayed: true }
  }

  const { known, judgement } = await judgeFresh(deps, eniId, request.scope, body)
  const { eni } = known.found
  mustFitApi(body, eni.account, deps.clouds)
  if (judgement.refusal !== undefined) throw judgement.refusal
  const scope = { account: eni.account, region: eni.region }
  const steps = planAssignSteps(body)
  return deps.journal.accept({
    kind: 'assign',
    scope,
    vpcId: eni.vpcId,
    eniId,
    body,
    steps,
    actor,
    keyScope: actor,
    key,
    hash: hashIn(scope),
    reason: body.reason,
  })
}

/** Where the operation of this key is: a repeated request need not find its ENI again, perhaps while the cloud is away. */
const scopeOfKey = (db: Db, keyScope: string, key: string): Promise<Scope | undefined> =>
  reading(db, (kysely) =>
    kysely
      .selectFrom('idempotency_key')
      .innerJoin('operation', 'operation.id', 'idempotency_key.operation_id')
      .select(['operation.account', 'operation.region'])
      .where('idempotency_key.scope', '=', keyScope)
      .where('idempotency_key.key', '=', key)
      .executeTakeFirst(),
  )
