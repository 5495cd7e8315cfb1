import { endpoints } from '#lib/schema/endpoints.ts'
import { auth } from '#lib/server/auth/current.ts'
import { mustBePerson } from '#lib/server/auth/person.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(endpoints.listSessions, async ({ actor }) => {
  const who = mustBePerson(actor)
  return { body: { items: await (await auth()).sessions.list(who, who.sessionId) } }
})
