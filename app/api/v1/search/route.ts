import { endpoints } from '#lib/schema/endpoints.ts'
import { route } from '#lib/server/http/route.ts'
import { parts } from '#lib/server/parts.ts'

export const GET = route(endpoints.search, async ({ query }) => ({ body: await parts().inventory.search(query.q) }))
