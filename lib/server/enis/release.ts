import 'server-only'
import { normaliseText } from '#lib/ip/normalise.ts'
import { planNamedSteps } from '#lib/plan/change-steps.ts'
import { judgeRelease } from '#lib/plan/judge-release.ts'
import type { ReleaseBody } from '#lib/schema/release.ts'
import type { Inventory } from '#lib/server/inventory/types.ts'
import type { Journal } from '#lib/server/operations/journal.ts'
import { changeObservedAt, eipsKnown, gatherChange, type ChangeKnown } from './change-known.ts'
import { judgeChange } from './change-refusal.ts'
import { judgeAgain, type AgainDeps } from './judge-again.ts'
import { hashIn, onceByKey, type Accepted, type Keyed, type KeyedRequest, type ReplayDeps } from './replay.ts'

export type ChangeServiceDeps = AgainDeps & ReplayDeps & { inventory: Inventory; journal: Pick<Journal, 'accept' | 'findReplay' | 'held'> }

/**
 * Accepts a release: a replay is answered before anything is judged anew; then the inventory judges, then one transaction writes
 * the operation. Nothing is sent here. Throws AppError for every refusal and DataDirError when the store failed; in both cases
 * nothing was written.
 */
export const release = async (deps: ChangeServiceDeps, request: KeyedRequest & { body: ReleaseBody }): Promise<Accepted> => {
  const body = plainRelease(request.body)
  const { eniId, key, actor } = request
  const keyed: Keyed = { ...request, method: 'POST', path: `/enis/${eniId}/private-ips/release`, body }
  return onceByKey(deps, keyed, async () => {
    const { known, judgement } = await judgeAgain(deps, eniId, request.scope, {
      gather: (found, left) => gatherChange(deps, found, undefined, { deadlineMs: left() }),
      observedAt: changeObservedAt,
      judge: (known, certain) => judgeChange(judgedRelease(known, body), certain),
    })
    if (judgement.refusal !== undefined) throw judgement.refusal
    const { eni } = known.found
    const scope = { account: eni.account, region: eni.region }
    const addresses = eni.privateIps.filter(({ ip }) => body.addresses.includes(ip)).map(({ ip, eip, note }) => ({ ip, eip, note }))
    return deps.journal.accept({
      kind: 'release',
      scope,
      vpcId: eni.vpcId,
      eniId,
      body,
      steps: planNamedSteps(body.addresses),
      actor,
      keyScope: actor,
      key,
      hash: hashIn(keyed, scope),
      eips: eipsKnown(known),
      change: { before: { addresses }, after: { addresses: [] } },
      ...(body.reason === undefined ? {} : { reason: body.reason }),
    })
  })
}

/** As it is sent: full-width digits and spaces of a paste are gone. */
export const plainRelease = (body: ReleaseBody): ReleaseBody => ({ ...body, addresses: body.addresses.map(normaliseText) })

export const judgedRelease = (known: ChangeKnown, body: ReleaseBody) => ({
  eni: known.found.eni,
  lockedBy: known.held.locks.get(known.found.eni.eniId),
  verdicts: judgeRelease(body.addresses, known.forJudge, body.unbindEips ?? []),
  pathOf: (row: number) => `addresses.${row}`,
  sendDespiteOtherSystem: body.sendDespiteOtherSystem,
})
