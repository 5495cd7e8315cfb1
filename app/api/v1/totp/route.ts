import { endpoints } from '#lib/schema/endpoints.ts'
import { auth } from '#lib/server/auth/current.ts'
import { mustBePerson } from '#lib/server/auth/person.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route(endpoints.startTotp, async ({ actor, body }) => ({
  body: await (await auth()).own.startTotp(mustBePerson(actor), body.password),
}))
