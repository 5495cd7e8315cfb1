import 'server-only'
import type { AccountInfo } from '#lib/schema/account.ts'
import type { Page } from '#lib/schema/page.ts'
import type { AccountSettings } from '#lib/server/base/account-settings.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import type { Settings } from '#lib/server/base/env.ts'
import type { CloudClient } from '#lib/server/cloud/client.ts'
import type { Inventory } from '#lib/server/inventory/types.ts'

export type ListAccountsDeps = {
  settings: Pick<Settings, 'accounts' | 'writesAllowed'>
  inventory: Pick<Inventory, 'lastReads' | 'mend'>
  clouds: readonly Pick<CloudClient, 'account' | 'outage'>[]
  clock: Clock
}

const iso = (ms: number): string => new Date(ms).toISOString()

/**
 * The configured accounts as the browser may know them: fields are named one by one, so that no credential can come along. Whoever looks
 * has a region that did not answer asked again, when it is time to, so that it is not told for longer than it is true.
 */
export const listAccounts = ({ settings, inventory, clouds, clock }: ListAccountsDeps): Page<AccountInfo> => {
  inventory.mend()
  const outageOf = (account: string, region: string) => {
    const outage = clouds.find((cloud) => cloud.account === account)?.outage?.(region)
    return outage && { since: iso(outage.since), retryAt: iso(outage.retryAt), cause: outage.cause }
  }
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
        ...(observedAt === undefined ? {} : { observedAt: iso(observedAt) }),
        ...(cause === undefined ? {} : { cause }),
        outage: outageOf(name, region),
      })),
  })
  return { items: settings.accounts.map(infoOf), total: settings.accounts.length, observedAt: iso(clock.now()) }
}
