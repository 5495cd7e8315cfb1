import { endpoints } from '#lib/schema/endpoints.ts'
import { route } from '#lib/server/http/route.ts'
import { partsFor } from '#lib/server/parts-for.ts'
import { listSubnets } from '#lib/server/subnets/list-subnets.ts'

export const GET = route(endpoints.listSubnets, async ({ actor, query }) => {
  const { page, version } = await listSubnets(partsFor(actor).inventory, query)
  return { body: page, etag: version }
})
