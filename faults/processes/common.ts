import { z } from 'zod'
import { systemClock } from '#lib/server/base/clock.ts'
import type { CloudClient } from '#lib/server/cloud/client.ts'
import { createCloudClient } from '#lib/server/cloud/create.ts'
import { localLimits } from '#lib/server/cloud/limits.ts'
import type { Transport } from '#lib/server/cloud/transport.ts'
import { openDatabase, type Db } from '#lib/server/db/database.ts'
import { openPostgres } from '#lib/server/db/postgres.ts'
import { region } from '#faults/world/seed.ts'

export const account = 'main'
export const auditKey = 'the key of the fault harness'

/** Short, so that a row takes seconds; a lease long enough for a machine that is busy with other things. */
export const waits = {
  loopMs: 50,
  leaseMs: 3_000,
  renewMs: 300,
  sendWindowMs: 1_000,
  presentMs: 300,
  retryFirstMs: 50,
  retryMaxMs: 200,
  goneMs: 200,
  pollFirstMs: 20,
  pollMaxMs: 100,
  disagreeMs: 500,
  resendAfterMs: 400,
  faultPauseMs: 200,
}

export const store = z.union([z.object({ dataDir: z.string() }), z.object({ url: z.string() })])
export type Store = z.infer<typeof store>
export const childSettings = z.object({
  store,
  api: z.enum(['v2', 'v3']),
  endpoint: z.string(),
  secretId: z.string(),
  secretKey: z.string(),
  standAt: z.enum(['sending', 'before_send', 'answered', 'recorded']).optional(),
})
export type ChildSettings = z.infer<typeof childSettings>

export const openStore = (where: Store): Promise<Db> => ('url' in where ? openPostgres(where) : openDatabase(where))

export const clientFor = ({ api, endpoint, secretId, secretKey }: Omit<ChildSettings, 'store'>, transport: Transport): CloudClient =>
  createCloudClient({
    api,
    account,
    endpoint,
    credentials: { secretId, secretKey },
    regions: [region],
    transport,
    clock: systemClock,
    random: Math.random,
    limits: localLimits,
  })
