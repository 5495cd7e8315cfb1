import { endpoints } from '#lib/schema/endpoints.ts'
import { route } from '#lib/server/http/route.ts'
import { pageReply } from '#lib/server/inventory/page-reply.ts'
import { partsFor } from '#lib/server/parts-for.ts'

export const GET = route(endpoints.listEnis, ({ actor, query }) => {
  const { inventory } = partsFor(actor)
  return pageReply(inventory, query, inventory.enis)
})
