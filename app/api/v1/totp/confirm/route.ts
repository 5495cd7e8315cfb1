import { endpoints } from '#lib/schema/endpoints.ts'
import { auth } from '#lib/server/auth/current.ts'
import { mustBePerson } from '#lib/server/auth/person.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route(endpoints.confirmTotp, async ({ actor, body }) => {
  return { body: { codes: await (await auth()).own.confirmTotp(mustBePerson(actor), body.code) } }
})
