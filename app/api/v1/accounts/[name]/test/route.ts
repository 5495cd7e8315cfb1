import { endpoints } from '#lib/schema/endpoints.ts'
import { testAccount } from '#lib/server/accounts/test-account.ts'
import { route } from '#lib/server/http/route.ts'
import { partsFor } from '#lib/server/parts-for.ts'

export const POST = route(endpoints.testAccount, async ({ actor, params, signal }) => ({
  body: await testAccount(partsFor(actor), params.name, signal),
}))
