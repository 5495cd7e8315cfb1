import 'server-only'
import { createAudit } from './audit/audit.ts'
import { auditKey } from './audit-key.ts'
import { systemClock } from './base/clock.ts'
import type { IpQuotaSetting } from './base/settings.ts'
import type { Settings } from './base/env.ts'
import { createLog, type Log } from './base/log.ts'
import { systemRandom } from './base/random.ts'
import type { CloudClient } from './cloud/client.ts'
import { createCloudClient } from './cloud/create.ts'
import { localLimits } from './cloud/limits.ts'
import { createUndiciTransport } from './cloud/undici-transport.ts'
import { openDatabase } from './db/database.ts'
import { createInventory } from './inventory/create.ts'
import { systemIds } from './operations/ids.ts'
import { createJournal } from './operations/journal.ts'
import type { Parts } from './parts.ts'

/** Builds every part from the settings, the database first: it refuses a second server. Throws what startFailure() puts into words. */
export const compose = async (settings: Settings, log: Log = createLog(settings.logLevel)): Promise<Parts> => {
  const clock = systemClock
  const random = systemRandom
  const db = await openDatabase({ dataDir: settings.dataDir })
  const audit = createAudit({ key: auditKey(settings.auditKey, settings.dataDir, random) })
  const clouds = [cloudOf(settings)]
  const inventory = createInventory({ clients: clouds, clock, quotaFor: (_, eniId) => quotaOf(settings.eniIpQuota, eniId), log })
  const journal = createJournal({ db, clock, ids: systemIds, audit })
  return {
    settings,
    log,
    clock,
    random,
    clouds,
    db,
    inventory,
    journal,
    start: () => {},
    stopWork: async () => {},
    close: async () => {
      await inventory.close()
      await Promise.all(clouds.map((cloud) => cloud.close()))
      await db.close()
    },
  }
}

const quotaOf = ({ limit, perEni }: IpQuotaSetting, eniId: string): number | undefined => perEni[eniId] ?? limit

const cloudOf = ({ account, demo }: Settings): CloudClient => {
  const transport = createUndiciTransport()
  return createCloudClient({
    api: account.api,
    account: account.name,
    endpoint: account.endpoint,
    credentials: { secretId: account.secretId, secretKey: account.secretKey, token: account.token },
    regions: account.regions,
    transport: transport.send,
    closeTransport: () => transport.close(),
    clock: systemClock,
    random: Math.random,
    signatureWindowSeconds: account.signatureWindowSeconds,
    limits: demo ? localLimits : undefined,
  })
}
