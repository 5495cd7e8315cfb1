import { endpoints } from '#lib/schema/endpoints.ts'
import { route } from '#lib/server/http/route.ts'
import { partsFor } from '#lib/server/parts-for.ts'

export const POST = route(endpoints.resolveOperation, async ({ actor, params, body }) => ({
  body: await partsFor(actor).journal.resolve(params.operationId, body, actor.id),
}))
