import { endpoints } from '#lib/schema/endpoints.ts'
import { search } from '#lib/server/enis/search.ts'
import { route } from '#lib/server/http/route.ts'
import { partsFor } from '#lib/server/parts-for.ts'

export const GET = route(endpoints.search, async ({ actor, query }) => ({ body: await search(partsFor(actor), query.q) }))
