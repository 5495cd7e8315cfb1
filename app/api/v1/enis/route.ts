import { endpoints } from '#lib/schema/endpoints.ts'
import { route } from '#lib/server/http/route.ts'
import { partsFor } from '#lib/server/parts-for.ts'
import { listEnis } from '#lib/server/enis/list-enis.ts'

export const GET = route(endpoints.listEnis, async ({ actor, query }) => {
  const { page, version } = await listEnis(partsFor(actor).inventory, query)
  return { body: page, etag: version }
})
