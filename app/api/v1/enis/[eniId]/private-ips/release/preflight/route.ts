import { endpoints } from '#lib/schema/endpoints.ts'
import { preflightRelease } from '#lib/server/enis/preflight-change.ts'
import { route } from '#lib/server/http/route.ts'
import { partsFor } from '#lib/server/parts-for.ts'

export const POST = route(endpoints.releasePreflight, async ({ actor, params, query, body }) => ({
  body: await preflightRelease(partsFor(actor), params.eniId, query, body),
}))
