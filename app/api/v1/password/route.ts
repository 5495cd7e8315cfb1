import { endpoints } from '#lib/schema/endpoints.ts'
import { auth } from '#lib/server/auth/current.ts'
import { mustBePerson } from '#lib/server/auth/person.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route(endpoints.changePassword, async ({ actor, body, client }) => {
  const { own, started } = await auth()
  return started(await own.changePassword(mustBePerson(actor), body, client))
})
