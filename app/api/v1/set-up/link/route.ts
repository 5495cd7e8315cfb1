import { endpoints } from '#lib/schema/endpoints.ts'
import { auth } from '#lib/server/auth/current.ts'
import { route } from '#lib/server/http/route.ts'

/** A POST, because what it reads is a secret and has no business in an address. */
export const POST = route(endpoints.getSetUpLink, async ({ body, client }) => ({
  body: await (await auth()).setUp.read(body.secret, client),
}))
