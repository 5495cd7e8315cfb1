import { endpoints } from '#lib/schema/endpoints.ts'
import { testAccount } from '#lib/server/accounts/test-account.ts'
import { route } from '#lib/server/http/route.ts'
import { parts } from '#lib/server/parts.ts'

export const POST = route(endpoints.testAccount, async ({ params, signal }) => ({ body: await testAccount(parts(), params.name, signal) }))
