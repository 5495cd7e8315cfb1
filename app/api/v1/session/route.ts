import { endpoints } from '#lib/schema/endpoints.ts'
import { auth } from '#lib/server/auth/current.ts'
import { route } from '#lib/server/http/route.ts'

export const GET = route(endpoints.getSession, async ({ actor }) => ({ body: await (await auth()).describe(actor) }))
