import { endpoints } from '#lib/schema/endpoints.ts'
import { getEni } from '#lib/server/enis/get-eni.ts'
import { contentTag } from '#lib/server/http/reply.ts'
import { route } from '#lib/server/http/route.ts'
import { partsFor } from '#lib/server/parts-for.ts'

export const GET = route(endpoints.getEni, async ({ actor, params, query }) => {
  const detail = await getEni(partsFor(actor), params.eniId, query)
  return { body: detail, etag: contentTag(detail) }
})
