import { endpoints } from '#lib/schema/endpoints.ts'
import { auth } from '#lib/server/auth/current.ts'
import { route } from '#lib/server/http/route.ts'

export const POST = route(endpoints.startOidc, async ({ body, client }) => {
  const { url, cookie } = await (await auth()).oidc.start(body.next ?? '/', client)
  return { body: { url }, cookies: [cookie] }
})
