import 'server-only'
import { systemClock } from './base/clock.ts'
import type { Settings } from './base/env.ts'
import { createLog } from './base/log.ts'
import { systemRandom } from './base/random.ts'
import { createCloudClient } from './cloud/create.ts'
import { localLimits } from './cloud/limits.ts'
import { createUndiciTransport } from './cloud/undici-transport.ts'
import type { Parts } from './parts.ts'

/** Builds every part from the settings. Throws what startFailure() puts into words. */
export const compose = async (settings: Settings): Promise<Parts> => {
  const log = createLog(settings.logLevel)
  const clock = systemClock
  const random = systemRandom
  const { account } = settings
  const transport = createUndiciTransport()
  const cloud = createCloudClient({
    api: account.api,
    account: account.name,
    endpoint: account.endpoint,
    credentials: { secretId: account.secretId, secretKey: account.secretKey, token: account.token },
    regions: account.regions,
    transport: transport.send,
    closeTransport: () => transport.close(),
    clock,
    random: Math.random,
    signatureWindowSeconds: account.signatureWindowSeconds,
    limits: settings.demo ? localLimits : undefined,
  })
  return {
    settings,
    log,
    clock,
    random,
    clouds: [cloud],
    start: () => {},
    stop: async () => {
      await cloud.close()
    },
  }
}
