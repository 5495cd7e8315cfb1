import { AppError } from '#lib/server/base/errors.ts'

/** Why a person's decision cannot be carried out now; the screens have words for each. */
export type WhyNot =
  | 'ended'
  | 'not_stuck'
  | 'nothing_chosen'
  | 'not_observed'
  | 'in_baseline'
  | 'of_another_operation'
  | 'copy_may_arrive'
  | 'task_running'
  | 'addresses_observed'
  | 'eni_busy'
  | 'address_claimed'
  | 'address_cooling'

/** `params.why` says why; with it, where they apply: `addresses`, `until` (ISO 8601). */
export const notResolvable = (operationId: string, why: WhyNot, params: Record<string, unknown> = {}): AppError =>
  new AppError('not_resolvable', { operationId, params: { why, ...params } })
