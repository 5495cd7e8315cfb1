import { endpoints } from '#lib/schema/endpoints.ts'
import { preflightAssign } from '#lib/server/enis/preflight.ts'
import { route } from '#lib/server/http/route.ts'
import { partsFor } from '#lib/server/parts-for.ts'

export const POST = route(endpoints.preflight, async ({ actor, params, query, body }) => ({
  body: await preflightAssign(partsFor(actor), params.eniId, query, body),
}))
