import { endpoints } from '#lib/schema/endpoints.ts'
import { listAccounts } from '#lib/server/accounts/list-accounts.ts'
import { route } from '#lib/server/http/route.ts'
import { parts } from '#lib/server/parts.ts'

export const GET = route(endpoints.listAccounts, () => ({ body: listAccounts(parts()) }))
