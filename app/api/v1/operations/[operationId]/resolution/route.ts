import { endpoints } from '#lib/schema/endpoints.ts'
import { route } from '#lib/server/http/route.ts'
import { parts } from '#lib/server/parts.ts'

export const POST = route(endpoints.resolveOperation, async ({ actor, params, body }) => ({
  body: await parts().journal.resolve(params.operationId, body, actor.name),
}))
