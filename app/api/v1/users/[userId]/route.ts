import { endpoints } from '#lib/schema/endpoints.ts'
import { auth } from '#lib/server/auth/current.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(endpoints.getUser, async ({ params }) => ({ body: await (await auth()).users.get(params.userId) }))

export const PATCH = route(endpoints.changeUser, async ({ actor, params, body }) => ({
  body: await (await auth()).users.change(actor, params.userId, body),
}))
