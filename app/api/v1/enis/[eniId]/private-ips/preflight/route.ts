import { endpoints } from '#lib/schema/endpoints.ts'
import { preflightAssign } from '#lib/server/enis/preflight.ts'
import { route } from '#lib/server/http/route.ts'
import { parts } from '#lib/server/parts.ts'

export const POST = route(endpoints.preflight, async ({ params, query, body }) => ({
  body: await preflightAssign(parts(), params.eniId, query, body),
}))
