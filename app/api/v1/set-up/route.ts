import { endpoints } from '#lib/schema/endpoints.ts'
import { auth } from '#lib/server/auth/current.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route(endpoints.setUp, async ({ body, client }) => {
  const { setUp, started } = await auth()
  return started(await setUp.use(body, client))
})
