import type { MoveTarget, MoveTargetCode } from '#lib/schema/change.ts'
import type { Eni } from '#lib/schema/eni.ts'
import { runBy } from './run-by.ts'
import { isClosedState } from './why-not.ts'

type Ends = {
  source: Pick<Eni, 'eniId' | 'vpcId' | 'subnetId'>
  toEniId: string
  /** As it is known in the source's account and region. */
  target: Eni | undefined
  /** Our open operation that has the target. */
  lockedBy: string | undefined
  sendDespiteOtherSystem: boolean | undefined
}

/** Whether an address can be moved to this ENI, as far as is known. What can never be comes first. */
export function judgeTarget({ source, toEniId, target, lockedBy, sendDespiteOtherSystem }: Ends): MoveTarget {
  const about = { eniId: toEniId, name: target?.name ?? '', quota: target?.quota ?? { used: 0 } }
  const is = (code: MoveTargetCode): MoveTarget => ({ ...about, code })
  if (toEniId === source.eniId) return is('same_eni')
  if (!target) return is('not_found')
  if (target.vpcId !== source.vpcId) return is('other_vpc')
  if (target.subnetId !== source.subnetId) return is('other_subnet')
  if (lockedBy !== undefined) return { ...is('eni_busy'), operationId: lockedBy }
  if (isClosedState(target.state)) return is('eni_state')
  const { used, limit } = target.quota
  if (limit !== undefined && used >= limit) return is('quota_full')
  return is(sendDespiteOtherSystem !== true && runBy(target) ? 'other_system' : 'ok')
}
