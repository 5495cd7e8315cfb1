import { endpoints } from '#lib/schema/endpoints.ts'
import { preflightRelease } from '#lib/server/enis/preflight-change.ts'
import { route } from '#lib/server/http/route.ts'
import { parts } from '#lib/server/parts.ts'

export const POST = route(endpoints.releasePreflight, async ({ params, query, body }) => ({
  body: await preflightRelease(parts(), params.eniId, query, body),
}))
