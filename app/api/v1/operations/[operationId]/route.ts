import { endpoints } from '#lib/schema/endpoints.ts'
import { route } from '#lib/server/http/route.ts'
import { parts } from '#lib/server/parts.ts'

export const GET = route(endpoints.getOperation, async ({ params }) => {
  const operation = await parts().journal.get(params.operationId)
  return { body: operation, etag: `${operation.id}.${operation.version}` }
})
