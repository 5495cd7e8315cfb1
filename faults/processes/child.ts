/**
 * A server reduced to its worker, in a process of its own, so that it can be killed, paused and told to stop for real. Reads its
 * settings as JSON from the first argument. Prints `working`, and `at <point>` when it stands at the point it was told to stand at,
 * until a line comes on stdin.
 */
import { once } from 'node:events'
import { createAudit } from '#lib/server/audit/audit.ts'
import { systemClock } from '#lib/server/base/clock.ts'
import { createUndiciTransport } from '#lib/server/cloud/undici-transport.ts'
import { systemIds } from '#lib/server/operations/ids.ts'
import { createJournal } from '#lib/server/operations/journal.ts'
import { createWorker } from '#lib/server/operations/worker.ts'
import { account, auditKey, childSettings, clientFor, openStore, waits } from './common.ts'

const settings = childSettings.parse(JSON.parse(process.argv[2] ?? '{}'))
const db = await openStore(settings.store).catch((error: unknown) => {
  process.stdout.write(`refused ${error instanceof Error ? error.message : ''}\n`)
  process.exit(3)
})
const transport = createUndiciTransport()
let standsAt = settings.standAt
const worker = createWorker({
  db,
  journal: createJournal({ db, clock: systemClock, ids: systemIds, audit: createAudit({ key: auditKey }) }),
  clients: new Map([[account, clientFor(settings, transport.send)]]),
  clock: systemClock,
  random: Math.random,
  ids: systemIds,
  actorMayWrite: async () => true,
  observe: async (point) => {
    if (point !== standsAt) return
    standsAt = undefined
    process.stdout.write(`at ${point}\n`)
    await once(process.stdin, 'data')
  },
  onFault: (error) => process.stderr.write(`${String(error)}\n`),
  waits,
})
process.once('SIGTERM', () => {
  void worker.stop(10_000).then(async () => {
    await transport.close()
    await db.close()
    process.exit(0)
  })
})
await worker.start()
process.stdout.write('working\n')
