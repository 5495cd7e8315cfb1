import { endpoints } from '#lib/schema/endpoints.ts'
import { assign } from '#lib/server/enis/assign.ts'
import { route } from '#lib/server/http/route.ts'
import { parts } from '#lib/server/parts.ts'

/** Accepts an assign and answers 202: the worker sends it and follows it to its end. */
export const POST = route(endpoints.assign, async ({ actor, params, query, body, key }) => {
  const { operation, replayed } = await assign(parts(), { eniId: params.eniId, scope: query, body, key, actor: actor.name })
  return {
    body: operation,
    headers: { location: `/api/v1/operations/${operation.id}`, ...(replayed ? { 'idempotent-replayed': 'true' } : {}) },
  }
})
