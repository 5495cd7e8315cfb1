import { endpoints } from '#lib/schema/endpoints.ts'
import { auth } from '#lib/server/auth/current.ts'
import { linkTo } from '#lib/server/auth/link-url.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(endpoints.listUsers, async ({ query }) => ({ body: await (await auth()).users.list(query) }))

export const POST = route(endpoints.createUser, async ({ actor, body, client }) => {
  const { user, link } = await (await auth()).users.create(actor, body)
  return { body: { user, link: linkTo(client, link) } }
})
