import { endpoints } from '#lib/schema/endpoints.ts'
import { auth } from '#lib/server/auth/current.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(endpoints.signInWays, async () => ({ body: await (await auth()).ways() }))

export const POST = route(endpoints.signIn, async ({ body, client }) => {
  const { signIn, started } = await auth()
  return started(await signIn.withPassword(body, client))
})
