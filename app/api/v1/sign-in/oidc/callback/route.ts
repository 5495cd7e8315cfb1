import { endpoints } from '#lib/schema/endpoints.ts'
import { auth } from '#lib/server/auth/current.ts'
import { route } from '#lib/server/http/route.ts'

/** The provider sends the browser here from its own site; the state's cookie says that it was ours before. */
export const GET = route(endpoints.finishOidc, async ({ query, headers, client }) => {
  const { cookies, location } = await (await auth()).oidc.finish(query, headers.get('cookie') ?? '', client)
  return { body: null, headers: { location }, cookies }
})
