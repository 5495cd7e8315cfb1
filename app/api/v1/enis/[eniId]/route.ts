import { endpoints } from '#lib/schema/endpoints.ts'
import { getEni } from '#lib/server/enis/get-eni.ts'
import { contentTag } from '#lib/server/http/reply.ts'
import { route } from '#lib/server/http/route.ts'
import { parts } from '#lib/server/parts.ts'

export const GET = route(endpoints.getEni, async ({ params, query }) => {
  const detail = await getEni(parts(), params.eniId, query)
  return { body: detail, etag: contentTag(detail) }
})
