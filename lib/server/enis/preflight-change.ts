import 'server-only'
import { normaliseText } from '#lib/ip/normalise.ts'
import { planNamedSteps } from '#lib/plan/change-steps.ts'
import { judgeRelease } from '#lib/plan/judge-release.ts'
import type { ChangePreflight } from '#lib/schema/change.ts'
import type { MovePreflightBody } from '#lib/schema/move.ts'
import type { ReleaseBody } from '#lib/schema/release.ts'
import type { ScopeQuery } from '#lib/schema/scope.ts'
import type { CloudClient, CloudWrite } from '#lib/server/cloud/client.ts'
import { changeObservedAt, gatherChange, targetOf, type ChangeDeps, type ChangeKnown } from './change-known.ts'
import { plainRelease } from './release.ts'

export type ChangePreflightDeps = ChangeDeps & { clouds: readonly CloudClient[] }

/** What a release would do, as far as is known. Writes nothing. Throws `not_found`, `ambiguous`, `cloud_unreachable`. */
export const preflightRelease = async (
  deps: ChangePreflightDeps,
  eniId: string,
  scope: ScopeQuery,
  body: ReleaseBody,
): Promise<ChangePreflight> => {
  const known = await gatherChange(deps, await deps.inventory.findEni(eniId, scope), undefined)
  const { vpcId } = known.found.eni
  const steps = planNamedSteps(plainRelease(body).addresses)
  const writes = steps.map(({ addresses }): CloudWrite => ({ kind: 'release', vpcId, eniId, addresses: addresses.map(({ ip }) => ip) }))
  return { verdicts: judgeRelease(body.addresses, known.forJudge, body.unbindEips ?? []), ...common(deps, known, writes) }
}

/** The same of a move, also before a target is chosen: then the exact request is not known yet. */
export const preflightMove = async (
  deps: ChangePreflightDeps,
  eniId: string,
  scope: ScopeQuery,
  body: MovePreflightBody,
): Promise<ChangePreflight> => {
  const { toEniId } = body
  const known = await gatherChange(deps, await deps.inventory.findEni(eniId, scope), toEniId)
  const { vpcId } = known.found.eni
  const ip = normaliseText(body.ip)
  const verdicts = judgeRelease([body.ip], known.forJudge, body.eipTold === undefined ? [] : [body.eipTold])
  if (toEniId === undefined) return { verdicts, ...common(deps, known, []), steps: 1 }
  const target = targetOf(known, toEniId, body.sendDespiteOtherSystem)
  return { verdicts, target, ...common(deps, known, [{ kind: 'move', vpcId, ip, fromEniId: eniId, toEniId }]) }
}

const common = (deps: ChangePreflightDeps, known: ChangeKnown, writes: readonly CloudWrite[]) => {
  const { account, region } = known.found.eni
  const client = deps.clouds.find((cloud) => cloud.account === account)
  return {
    steps: writes.length,
    request: client ? writes.map((write) => client.preview(region, write)) : [],
    observedAt: new Date(changeObservedAt(known)).toISOString(),
  }
}
