import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createControl, type Control } from '#emulator/control.ts'
import { startEmulator } from '#emulator/server.ts'
import { documentedRates } from '#emulator/settings.ts'
import { planAssignSteps } from '#lib/plan/assign-steps.ts'
import { createAudit } from '#lib/server/audit/audit.ts'
import { systemClock } from '#lib/server/base/clock.ts'
import { createCloudClient } from '#lib/server/cloud/create.ts'
import { createUndiciTransport } from '#lib/server/cloud/undici-transport.ts'
import { openDatabase } from '#lib/server/db/database.ts'
import { systemIds } from '#lib/server/operations/ids.ts'
import { createJournal } from '#lib/server/operations/journal.ts'
import { createWorker } from '#lib/server/operations/worker.ts'
import { summarise, type Comparison } from './harness.ts'

const operations = 200
const watchedSeconds = 60
const goalPerSecond = 10
const scope = { account: 'bench', region: 'ap-guangzhou' }

/**
 * What following 200 accepted operations costs the cloud: calls in each second while all their tasks run, and until the last has ended once
 * they end together. The worker and the driver are those of the server, with its waits and the limits of API v3; the emulator enforces
 * those limits. The reference is the goal, 10 calls a second.
 */
export async function bench(): Promise<Comparison[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'enidesk-polling-'))
  const emulator = await startEmulator({ enis: 1_000, settings: { manualTasks: true, rates: documentedRates } })
  const control = createControl(emulator)
  const transport = createUndiciTransport()
  const client = createCloudClient({
    api: 'v3',
    account: scope.account,
    endpoint: emulator.listening,
    credentials: emulator,
    regions: [scope.region],
    transport: transport.send,
    closeTransport: () => transport.close(),
    clock: systemClock,
    random: Math.random,
  })
  const db = await openDatabase({ dataDir })
  const journal = createJournal({ db, clock: systemClock, ids: systemIds, audit: createAudit({ key: 'the key of this bench' }) })
  const worker = createWorker({
    db,
    journal,
    clients: new Map([[scope.account, client]]),
    clock: systemClock,
    random: Math.random,
    ids: systemIds,
    actorMayWrite: async () => true,
  })
  try {
    const { data } = await client.listEnis(scope.region, undefined, undefined, 'awaited')
    const body = { mode: 'count' as const, count: 1 }
    const steps = planAssignSteps(body)
    for (const [n, eni] of data
      .filter(({ name }) => name.startsWith('node-'))
      .slice(0, operations)
      .entries()) {
      const key = { actor: 'bench', keyScope: 'bench', key: `bench-of-polling-${n}`, hash: 'h' }
      await journal.accept({ kind: 'assign', scope, vpcId: eni.vpcId, eniId: eni.eniId, body, steps, ...key })
    }
    await worker.start()
    const sent = async () => (await control.ledger()).filter(({ action }) => action === 'AssignPrivateIpAddresses').length
    while ((await sent()) < operations) await sleep(500)
    // Until the last has been taken for accepted.
    await sleep(2_000)
    const running = await perSecond(control, watchedSeconds * 1_000)
    const from = performance.now()
    await control.finishTasks()
    const ending: number[] = []
    while (((await journal.stats()).succeeded ?? 0) < operations) ending.push(...(await perSecond(control, 1_000)))
    const seconds = (performance.now() - from) / 1_000
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    console.error(`  polling: ${mean(running).toFixed(1)} calls a second while they run, ended in ${seconds.toFixed(0)} s`)
    return [
      summarise({
        id: 'P10-polling',
        name: 'calls a second to follow 200 accepted operations (v3) ÷ 10',
        goal: 1,
        ratios: running.map((calls) => calls / goalPerSecond),
        // A count of calls: the load of the machine can only make it smaller.
        oursUs: running,
        referenceUs: [goalPerSecond],
        notes: {
          'calls/s, mean': Math.round(mean(running) * 10) / 10,
          'calls/s, most': Math.max(...running),
          'calls/s while they end, most': Math.max(...ending),
          'seconds to end': Math.round(seconds),
        },
      }),
    ]
  } finally {
    await worker.stop(5_000)
    await client.close()
    await db.close()
    await emulator.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** Calls that reached the cloud in each of the next seconds. */
async function perSecond(control: Control, ms: number): Promise<number[]> {
  const after = (await control.ledger()).at(-1)?.id ?? 0
  const { now: from } = await control.info()
  await sleep(ms)
  const rows = (await control.ledger(after)).filter(({ actor, at }) => actor === 'client' && at < from + ms)
  return Array.from(
    { length: Math.round(ms / 1_000) },
    (_, second) => rows.filter(({ at }) => Math.floor((at - from) / 1_000) === second).length,
  )
}
