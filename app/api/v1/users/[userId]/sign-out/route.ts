import { endpoints } from '#lib/schema/endpoints.ts'
import { doneAnswer } from '#lib/schema/session.ts'
import { auth } from '#lib/server/auth/current.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route(endpoints.signOutUser, async ({ actor, params }) => {
  await (await auth()).users.signOut(actor, params.userId)
  return { body: doneAnswer }
})
