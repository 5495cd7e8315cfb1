import type { ResolutionRefusal } from '#lib/schema/operation.ts'
import { AppError } from '#lib/server/base/errors.ts'

/** `params.why` says why; with it, where they apply: `addresses`, `until` (ISO 8601). */
export const notResolvable = (operationId: string, why: ResolutionRefusal, params: Record<string, unknown> = {}): AppError =>
  new AppError('not_resolvable', { operationId, params: { why, ...params } })
