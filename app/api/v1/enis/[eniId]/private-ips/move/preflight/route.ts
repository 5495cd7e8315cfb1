import { endpoints } from '#lib/schema/endpoints.ts'
import { preflightMove } from '#lib/server/enis/preflight-change.ts'
import { route } from '#lib/server/http/route.ts'
import { partsFor } from '#lib/server/parts-for.ts'

export const POST = route(endpoints.movePreflight, async ({ actor, params, query, body }) => ({
  body: await preflightMove(partsFor(actor), params.eniId, query, body),
}))
