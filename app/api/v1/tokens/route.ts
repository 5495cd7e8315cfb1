import { endpoints } from '#lib/schema/endpoints.ts'
import { auth } from '#lib/server/auth/current.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(endpoints.listTokens, async ({ query }) => ({ body: await (await auth()).tokens.list(query) }))

export const POST = route(endpoints.createToken, async ({ actor, body }) => ({ body: await (await auth()).tokens.create(actor, body) }))
