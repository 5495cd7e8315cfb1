import { endpoints } from '#lib/schema/endpoints.ts'
import { listAccounts } from '#lib/server/accounts/list-accounts.ts'
import { route } from '#lib/server/http/route.ts'
import { partsFor } from '#lib/server/parts-for.ts'

export const GET = route(endpoints.listAccounts, ({ actor }) => ({ body: listAccounts(partsFor(actor)) }))
