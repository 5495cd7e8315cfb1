import 'server-only'
import { normaliseText } from '#lib/ip/normalise.ts'
import { planNamedSteps } from '#lib/plan/change-steps.ts'
import { judgeNote } from '#lib/plan/judge-release.ts'
import type { NoteBody } from '#lib/schema/note.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { CloudClient } from '#lib/server/cloud/client.ts'
import { changeObservedAt, gatherChange } from './change-known.ts'
import { judgeChange } from './change-refusal.ts'
import { judgeAgain } from './judge-again.ts'
import type { ChangeServiceDeps } from './release.ts'
import { hashIn, onceByKey, type Accepted, type Keyed, type KeyedRequest } from './replay.ts'

export type NoteDeps = ChangeServiceDeps & { clouds: readonly Pick<CloudClient, 'account' | 'writes'>[] }

/** Accepts another note of an address, as `release` accepts a release. Throws `not_supported` too, where the account's API has no notes. */
export const editNote = async (deps: NoteDeps, request: KeyedRequest & { ip: string; body: NoteBody }): Promise<Accepted> => {
  const { eniId, key, actor, body } = request
  const ip = normaliseText(request.ip)
  const keyed: Keyed = { ...request, method: 'PATCH', path: `/enis/${eniId}/private-ips/${ip}`, body }
  return onceByKey(deps, keyed, async () => {
    const { known, judgement } = await judgeAgain(deps, eniId, request.scope, {
      gather: (found, left) => gatherChange(deps, found, undefined, { deadlineMs: left() }),
      observedAt: changeObservedAt,
      judge: ({ found, held, forJudge }, certain) =>
        judgeChange(
          {
            eni: found.eni,
            lockedBy: held.locks.get(eniId),
            verdicts: [judgeNote(ip, forJudge)],
            pathOf: () => 'ip',
            sendDespiteOtherSystem: body.sendDespiteOtherSystem,
          },
          certain,
        ),
    })
    const { eni } = known.found
    if (deps.clouds.find(({ account }) => account === eni.account)?.writes.has('note') !== true) throw new AppError('not_supported')
    if (judgement.refusal !== undefined) throw judgement.refusal
    const scope = { account: eni.account, region: eni.region }
    const before = eni.privateIps.find((address) => address.ip === ip)?.note ?? ''
    return deps.journal.accept({
      kind: 'note',
      scope,
      vpcId: eni.vpcId,
      eniId,
      body,
      steps: planNamedSteps([ip]),
      actor,
      keyScope: actor,
      key,
      hash: hashIn(keyed, scope),
      change: { before: { ip, note: before }, after: { ip, note: body.note } },
      ...(body.reason === undefined ? {} : { reason: body.reason }),
    })
  })
}
