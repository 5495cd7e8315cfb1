import { endpoints } from '#lib/schema/endpoints.ts'
import { doneAnswer } from '#lib/schema/session.ts'
import { auth } from '#lib/server/auth/current.ts'
import { mustBePerson } from '#lib/server/auth/person.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route(endpoints.signOut, async ({ actor }) => {
  const { own, sessions } = await auth()
  await own.signOut(mustBePerson(actor))
  return { body: doneAnswer, cookies: [sessions.clearing] }
})
