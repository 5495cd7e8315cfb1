import 'server-only'
import { normaliseText } from '#lib/ip/normalise.ts'
import { planNamedSteps } from '#lib/plan/change-steps.ts'
import { judgeRelease } from '#lib/plan/judge-release.ts'
import type { MoveBody } from '#lib/schema/move.ts'
import { changeObservedAt, eipsKnown, gatherChange, targetOf, type ChangeKnown } from './change-known.ts'
import { judgeChange } from './change-refusal.ts'
import { judgeAgain } from './judge-again.ts'
import type { ChangeServiceDeps } from './release.ts'
import { hashIn, onceByKey, type Accepted, type Keyed, type KeyedRequest } from './replay.ts'

/** Accepts a move, as `release` accepts a release; the operation keeps both ENIs. `eniId` is where the address is. */
export const move = async (deps: ChangeServiceDeps, request: KeyedRequest & { body: MoveBody }): Promise<Accepted> => {
  const body = { ...request.body, ip: normaliseText(request.body.ip) }
  const { eniId, key, actor } = request
  const keyed: Keyed = { ...request, method: 'POST', path: `/enis/${eniId}/private-ips/move`, body }
  return onceByKey(deps, keyed, async () => {
    const { known, judgement } = await judgeAgain(deps, eniId, request.scope, {
      gather: (found, left) => gatherChange(deps, found, body.toEniId, { deadlineMs: left() }),
      observedAt: changeObservedAt,
      judge: (known, certain) => judgeChange(judgedMove(known, body), certain),
    })
    if (judgement.refusal !== undefined) throw judgement.refusal
    const { eni } = known.found
    const scope = { account: eni.account, region: eni.region }
    const eip = eni.privateIps.find(({ ip }) => ip === body.ip)?.eip
    return deps.journal.accept({
      kind: 'move',
      scope,
      vpcId: eni.vpcId,
      eniId,
      toEniId: body.toEniId,
      body,
      steps: planNamedSteps([body.ip]),
      actor,
      keyScope: actor,
      key,
      hash: hashIn(keyed, scope),
      eips: eipsKnown(known),
      change: { before: { ip: body.ip, eniId, eip }, after: { ip: body.ip, eniId: body.toEniId } },
      ...(body.reason === undefined ? {} : { reason: body.reason }),
    })
  })
}

const judgedMove = (known: ChangeKnown, body: MoveBody) => ({
  eni: known.found.eni,
  lockedBy: known.held.locks.get(known.found.eni.eniId),
  verdicts: judgeRelease([body.ip], known.forJudge, body.eipTold === undefined ? [] : [body.eipTold]),
  pathOf: () => 'ip',
  target: { verdict: targetOf(known, body.toEniId, body.sendDespiteOtherSystem), eni: known.target?.eni },
  sendDespiteOtherSystem: body.sendDespiteOtherSystem,
})
