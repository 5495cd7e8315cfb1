import 'server-only'
import type { Page } from '#lib/schema/page.ts'
import type { AccountInfo } from '#lib/schema/scope.ts'
import type { CloudClient } from '#lib/server/cloud/client.ts'

/** The configured accounts as the browser may know them. `now`: epoch milliseconds. */
export const listAccounts = (clouds: readonly CloudClient[], now: number): Page<AccountInfo> => ({
  items: clouds.map(({ account, api, regions }) => ({ name: account, api, regions: [...regions] })),
  total: clouds.length,
  observedAt: new Date(now).toISOString(),
})
