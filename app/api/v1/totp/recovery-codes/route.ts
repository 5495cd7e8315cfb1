import { endpoints } from '#lib/schema/endpoints.ts'
import { auth } from '#lib/server/auth/current.ts'
import { mustBePerson } from '#lib/server/auth/person.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route(endpoints.makeRecoveryCodes, async ({ actor, body }) => ({
  body: { codes: await (await auth()).own.newRecoveryCodes(mustBePerson(actor), body.password) },
}))
