import { endpoints } from '#lib/schema/endpoints.ts'
import { auth } from '#lib/server/auth/current.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route(endpoints.signInDemo, async ({ body, client }) => {
  const { signIn, started } = await auth()
  return started(await signIn.inDemo(body.role, client))
})
