import { endpoints } from '#lib/schema/endpoints.ts'
import { auth } from '#lib/server/auth/current.ts'
import { linkTo } from '#lib/server/auth/link-url.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route(endpoints.linkUser, async ({ actor, params, client }) => ({
  body: linkTo(client, await (await auth()).users.link(actor, params.userId)),
}))
