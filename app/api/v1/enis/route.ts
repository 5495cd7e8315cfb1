import { endpoints } from '#lib/schema/endpoints.ts'
import { route } from '#lib/server/http/route.ts'
import { parts } from '#lib/server/parts.ts'
import { listEnis } from '#lib/server/enis/list-enis.ts'

export const GET = route(endpoints.listEnis, async ({ query }) => {
  const { page, version } = await listEnis(parts().inventory, query)
  return { body: page, etag: version }
})
