import { endpoints } from '#lib/schema/endpoints.ts'
import { route } from '#lib/server/http/route.ts'
import { parts } from '#lib/server/parts.ts'
import { listVpcs } from '#lib/server/vpcs/list-vpcs.ts'

export const GET = route(endpoints.listVpcs, async ({ query }) => {
  const { page, version } = await listVpcs(parts().inventory, query)
  return { body: page, etag: version }
})
