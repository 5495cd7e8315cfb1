import { endpoints } from '#lib/schema/endpoints.ts'
import { route } from '#lib/server/http/route.ts'
import { partsFor } from '#lib/server/parts-for.ts'
import { listVpcs } from '#lib/server/vpcs/list-vpcs.ts'

export const GET = route(endpoints.listVpcs, async ({ actor, query }) => {
  const { page, version } = await listVpcs(partsFor(actor).inventory, query)
  return { body: page, etag: version }
})
