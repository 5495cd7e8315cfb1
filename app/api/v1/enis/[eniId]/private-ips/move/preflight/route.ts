import { endpoints } from '#lib/schema/endpoints.ts'
import { preflightMove } from '#lib/server/enis/preflight-change.ts'
import { route } from '#lib/server/http/route.ts'
import { parts } from '#lib/server/parts.ts'

export const POST = route(endpoints.movePreflight, async ({ params, query, body }) => ({
  body: await preflightMove(parts(), params.eniId, query, body),
}))
