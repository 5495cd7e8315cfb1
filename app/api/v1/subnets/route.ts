import { endpoints } from '#lib/schema/endpoints.ts'
import { route } from '#lib/server/http/route.ts'
import { parts } from '#lib/server/parts.ts'
import { listSubnets } from '#lib/server/subnets/list-subnets.ts'

export const GET = route(endpoints.listSubnets, async ({ query }) => {
  const { page, version } = await listSubnets(parts().inventory, query)
  return { body: page, etag: version }
})
