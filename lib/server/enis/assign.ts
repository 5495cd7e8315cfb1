import 'server-only'
import { planAssignSteps } from '#lib/plan/assign-steps.ts'
import type { AssignBody } from '#lib/schema/assign.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import type { Db } from '#lib/server/db/database.ts'
import type { Inventory } from '#lib/server/inventory/types.ts'
import type { Journal } from '#lib/server/operations/journal.ts'
import { mustFitApi, type ApiOf } from './fits-api.ts'
import { judgeFresh } from './judge-fresh.ts'
import { sendable } from './preflight.ts'
import { hashIn, onceByKey, type Accepted, type Keyed, type KeyedRequest } from './replay.ts'

export type AssignDeps = {
  inventory: Inventory
  journal: Pick<Journal, 'accept' | 'findReplay' | 'held'>
  db: Db
  clock: Clock
  clouds: ApiOf
}
export type AssignRequest = KeyedRequest & { body: AssignBody }

/**
 * Steps 1 and 2 of the path of one assign (docs/operations.md): a replay is answered before anything is judged anew; then the
 * inventory judges, then one transaction writes the operation. Nothing is sent here. Throws AppError for every refusal and
 * DataDirError when the store failed; in both cases nothing was written.
 */
export const assign = async (deps: AssignDeps, request: AssignRequest): Promise<Accepted> => {
  const body = sendable(request.body)
  const { eniId, key, actor } = request
  const keyed: Keyed = { ...request, method: 'POST', path: `/enis/${eniId}/private-ips`, body }
  return onceByKey(deps, keyed, async () => {
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
      hash: hashIn(keyed, scope),
      reason: body.reason,
    })
  })
}
