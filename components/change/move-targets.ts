import { isClosedState } from '#lib/plan/why-not.ts'
import type { MoveTargetCode } from '#lib/schema/change.ts'
import type { Eni } from '#lib/schema/eni.ts'

/** An ENI that could be meant, and why it cannot take the address; `ok`: as far as a list knows, it can. */
export type Target = { eni: Eni; code: Exclude<MoveTargetCode, 'not_found' | 'other_system' | 'eni_busy'> }

const judge = (eni: Eni, source: Eni): Target['code'] => {
  if (eni.eniId === source.eniId) return 'same_eni'
  if (eni.vpcId !== source.vpcId) return 'other_vpc'
  if (eni.subnetId !== source.subnetId) return 'other_subnet'
  if (isClosedState(eni.state)) return 'eni_state'
  return eni.quota.limit !== undefined && eni.quota.used >= eni.quota.limit ? 'quota_full' : 'ok'
}

/** Those that can take it first; then the full and the changing ones of the subnet; then the rest. Each group by name. */
const rank: Record<Target['code'], number> = { ok: 0, quota_full: 1, eni_state: 1, other_subnet: 2, other_vpc: 2, same_eni: 3 }

export const moveTargets = (enis: readonly Eni[], source: Eni): Target[] =>
  enis
    .map((eni) => ({ eni, code: judge(eni, source) }))
    .toSorted((a, b) => rank[a.code] - rank[b.code] || a.eni.name.localeCompare(b.eni.name) || a.eni.eniId.localeCompare(b.eni.eniId))
