import 'server-only'
import { randomUUID } from 'node:crypto'
import { parseIpv4 } from '#lib/ip/ipv4.ts'
import type { Scope } from '#lib/schema/scope.ts'
import { createAudit } from './audit/audit.ts'
import { createHeadLog } from './audit/head-log.ts'
import { auditKey } from './audit-key.ts'
import { setAuthDeps } from './auth/deps.ts'
import { demoToken } from './auth/demo.ts'
import { firstAdminLink } from './auth/links.ts'
import { actorMay } from './auth/people.ts'
import { systemClock } from './base/clock.ts'
import type { AccountSettings } from './base/account-settings.ts'
import type { Settings } from './base/env.ts'
import { createLog, type Log } from './base/log.ts'
import { systemRandom } from './base/random.ts'
import type { CloudClient } from './cloud/client.ts'
import { createCloudClient } from './cloud/create.ts'
import { localLimits, withSettings } from './cloud/limits.ts'
import { refuseDuringOutage } from './cloud/refuse-during-outage.ts'
import { createUndiciTransport } from './cloud/undici-transport.ts'
import { openDatabase } from './db/database.ts'
import { openPostgres } from './db/postgres.ts'
import { createServers } from './db/servers.ts'
import { createInventory } from './inventory/create.ts'
import type { Inventory } from './inventory/types.ts'
import { createMetrics, type Metrics } from './metrics/metrics.ts'
import { systemIds } from './operations/ids.ts'
import { createJournal } from './operations/journal.ts'
import { createWorker } from './operations/worker.ts'
import { keyFile } from './key-file.ts'
import type { Parts } from './parts.ts'

/** Builds every part from the settings, the database first: it refuses a second server. Throws what startFailure() puts into words. */
export const compose = async (settings: Settings, log: Log = createLog(settings.logLevel)): Promise<Parts> => {
  const clock = systemClock
  const random = systemRandom
  const { databaseUrl, dataDir } = settings
  const db = await (databaseUrl === undefined ? openDatabase({ dataDir }) : openPostgres({ url: databaseUrl }))
  // Of this process, in its leases and among the servers that share the cloud's limits.
  const id = randomUUID()
  const servers = createServers({
    db,
    clock,
    id,
    onFault: (error) => log.error('the other servers cannot be counted', { error }),
    onSkew: (skewMs) => log.warn('the clock of this machine differs from the database’s: set both by NTP', { skewMs }),
  })
  const audit = createAudit({ key: await auditKey(db, settings.auditKey, dataDir, random) })
  const { authSecret, publicOrigin, oidc, demo } = settings
  const secret = keyFile(authSecret, dataDir, random, { fileName: 'auth.key', setting: 'AUTH_SECRET' })
  setAuthDeps({ db, audit, clock, random, log, secret, demo, ...(publicOrigin ? { publicOrigin } : {}), ...(oidc ? { oidc } : {}) })
  const metrics = createMetrics(clock)
  const clouds = settings.accounts.map((account) => cloudOf(account, settings, metrics, servers.live))
  const inventory = createInventory({
    clients: clouds,
    clock,
    quotaFor: ({ account }, eniId) => quotaOf(settings.accounts, account, eniId),
    log,
  })
  const journal = createJournal({
    db,
    clock,
    ids: systemIds,
    audit,
    waits: settings.operationWaits,
    cloudNow: (account) => clouds.find((cloud) => cloud.account === account)?.cloudNow() ?? clock.now(),
    mustBeOpen: refuseDuringOutage(clouds, clock),
  })
  const worker = createWorker({
    db,
    journal,
    clients: new Map(clouds.map((cloud) => [cloud.account, cloud])),
    clock,
    random: Math.random,
    ids: systemIds,
    actorMayWrite: async (actor, account) => settings.writesAllowed && actorMay(db, { demo, now: clock.now() }, actor, 'assign', account),
    onEniRead: (scope, eni, observedAt, { eniId }) => inventory.observe(scope, eni ?? { gone: eniId }, observedAt),
    onAddressTaken: (scope, { vpcId, ip }) => noteTaken(inventory, scope, vpcId, ip),
    onAttention: ({ id, account, region, eni_id, error }) =>
      log.warn('an operation needs a person', { operationId: id, account, region, eniId: eni_id, code: error?.code }),
    onFault: (error, operationId) => log.error('the worker failed and goes on', { error, operationId }),
    waits: settings.operationWaits,
    owner: id,
  })
  const access = { db, random, clock, audit, demo }
  const headLog = createHeadLog({ db, log, clock })
  return {
    settings,
    log,
    clock,
    random,
    clouds,
    db,
    inventory,
    journal,
    metrics,
    firstAdminLink: () => (demo ? Promise.resolve(undefined) : firstAdminLink(access)),
    demoToken: () => demoToken(access),
    start: async () => {
      // The first visitor need not wait for the first reading; a failure is in the log and is tried again when somebody asks.
      void inventory.warmUp()
      headLog.start()
      await servers.start()
      await worker.start()
    },
    stopWork: async () => {
      await worker.stop(graceMs)
      await headLog.stop()
      await servers.stop()
    },
    close: async () => {
      await inventory.close()
      await Promise.all(clouds.map((cloud) => cloud.close()))
      await db.close()
    },
  }
}

/** What is in flight may take this long when the server stops: supervisors commonly kill after 30 s. */
const graceMs = 25_000

const noteTaken = (inventory: Inventory, scope: Scope, vpcId: string, ip: string): void => {
  const number = parseIpv4(ip)
  if (number !== undefined) inventory.noteTaken(scope, vpcId, number)
}

const quotaOf = (accounts: readonly AccountSettings[], name: string, eniId: string): number | undefined => {
  const quota = accounts.find((account) => account.name === name)?.ipQuota
  return quota?.perEni[eniId] ?? quota?.limit
}

const cloudOf = (account: AccountSettings, { demo, cloudLanguage }: Settings, metrics: Metrics, servers: () => number): CloudClient => {
  const transport = createUndiciTransport()
  return createCloudClient({
    api: account.api,
    account: account.name,
    endpoint: account.endpoint,
    credentials: { secretId: account.secretId, secretKey: account.secretKey, token: account.token },
    regions: account.regions,
    language: cloudLanguage,
    transport: metrics.counted(account.name, transport.send),
    closeTransport: () => transport.close(),
    clock: systemClock,
    random: Math.random,
    signatureWindowSeconds: account.signatureWindowSeconds,
    limits: demo ? localLimits : withSettings(account.api, account.limits),
    servers,
  })
}
