import 'server-only'
import type { AccountInfo } from '#lib/schema/account.ts'
import type { Page } from '#lib/schema/page.ts'
import type { AccountSettings } from '#lib/server/base/account-settings.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import type { Settings } from '#lib/server/base/env.ts'
import type { Inventory } from '#lib/server/inventory/types.ts'

export type ListAccountsDeps = {
  settings: Pick<Settings, 'accounts' | 'writesAllowed'>
  inventory: Pick<Inventory, 'lastReads'>
  clock: Clock
}

/** The configured accounts as the browser may know them: fields are named one by one, so that no credential can come along. */
export const listAccounts = ({ settings, inventory, clock }: ListAccountsDeps): Page<AccountInfo> => {
  const reads = inventory.lastReads()
  const infoOf = ({ name, api, endpoint, regions }: AccountSettings): AccountInfo => ({
    name,
    api,
    regions: [...regions],
    endpoint: new URL(endpoint).host,
    writable: settings.writesAllowed,
    reads: reads
      .filter((read) => read.account === name)
      .map(({ region, observedAt, cause }) => ({
        region,
        ...(observedAt === undefined ? {} : { observedAt: new Date(observedAt).toISOString() }),
        ...(cause === undefined ? {} : { cause }),
      })),
  })
  return { items: settings.accounts.map(infoOf), total: settings.accounts.length, observedAt: new Date(clock.now()).toISOString() }
}
