/**
 * A server reduced to its worker, in a process of its own, so that a test can kill it for real. Reads its settings as JSON
 * from the first argument and prints one line when it works.
 */
import { z } from 'zod'
import { createAudit } from '#lib/server/audit/audit.ts'
import { systemClock } from '#lib/server/base/clock.ts'
import { createCloudClient } from '#lib/server/cloud/create.ts'
import { localLimits } from '#lib/server/cloud/limits.ts'
import { createUndiciTransport } from '#lib/server/cloud/undici-transport.ts'
import { openDatabase } from '#lib/server/db/database.ts'
import { openPostgres } from '#lib/server/db/postgres.ts'
import { systemIds } from '#lib/server/operations/ids.ts'
import { createJournal } from '#lib/server/operations/journal.ts'
import { createWorker } from '#lib/server/operations/worker.ts'

const settings = z
  .object({
    /** The embedded database; or, with `databaseUrl`, PostgreSQL. */
    dataDir: z.string().default(''),
    databaseUrl: z.string().optional(),
    owner: z.string().optional(),
    endpoint: z.string(),
    secretId: z.string(),
    secretKey: z.string(),
    auditKey: z.string(),
    waits: z.record(z.string(), z.number()),
  })
  .parse(JSON.parse(process.argv[2] ?? '{}'))

const transport = createUndiciTransport()
const client = createCloudClient({
  api: 'v2',
  account: 'main',
  endpoint: settings.endpoint,
  credentials: { secretId: settings.secretId, secretKey: settings.secretKey },
  regions: ['ap-guangzhou'],
  transport: transport.send,
  clock: systemClock,
  random: Math.random,
  limits: localLimits,
})
const { dataDir, databaseUrl: url } = settings
// A process that is stopped in the middle of a transaction keeps the others waiting for no longer than this.
const db = await (url === undefined ? openDatabase({ dataDir }) : openPostgres({ url, statementMs: 1000 }))
const journal = createJournal({ db, clock: systemClock, ids: systemIds, audit: createAudit({ key: settings.auditKey }) })
const worker = createWorker({
  db,
  journal,
  clients: new Map([['main', client]]),
  clock: systemClock,
  random: Math.random,
  ids: systemIds,
  actorMayWrite: async () => true,
  onFault: (error) => process.stderr.write(`${String(error)}\n`),
  waits: settings.waits,
  owner: settings.owner,
})
await worker.start()
process.stdout.write('working\n')
