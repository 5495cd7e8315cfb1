import { endpoints } from '#lib/schema/endpoints.ts'
import { auth } from '#lib/server/auth/current.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route(endpoints.revokeToken, async ({ actor, params }) => ({
  body: await (await auth()).tokens.revoke(actor, params.tokenId),
}))
