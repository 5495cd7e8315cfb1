/** Many accepted operations over API 3.0 against the real emulator: what following them costs, counted in its ledger. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createControl, type Control } from '#emulator/control.ts'
import { startEmulator, type Emulator } from '#emulator/server.ts'
import { planAssignSteps } from '#lib/plan/assign-steps.ts'
import { assignBody } from '#lib/schema/assign.ts'
import { createAudit } from '#lib/server/audit/audit.ts'
import { systemClock } from '#lib/server/base/clock.ts'
import { createCloudClient } from '#lib/server/cloud/create.ts'
import { localLimits } from '#lib/server/cloud/limits.ts'
import { createUndiciTransport } from '#lib/server/cloud/undici-transport.ts'
import { openDatabase } from '#lib/server/db/database.ts'
import { systemIds } from './ids.ts'
import { createJournal } from './journal.ts'
import { createWorker } from './worker.ts'

const scope = { account: 'main', region: 'ap-guangzhou' }
const operations = 16
const waits = {
  concurrency: 10,
  keepFullMs: 10,
  loopMs: 20,
  pollFirstMs: 20,
  pollMaxMs: 50,
  goneMs: 50,
  retryFirstMs: 20,
  crowdMin: 4,
  crowdWindowMs: 100,
  crowdTasksPerSecond: 50,
  crowdTaskEveryMs: 60_000,
}

let emulator: Emulator
let control: Control
const dataDir = mkdtempSync(join(tmpdir(), 'enidesk-crowd-'))
beforeAll(async () => {
  emulator = await startEmulator({ enis: 160, settings: { manualTasks: true } })
  control = createControl(emulator)
})
afterAll(async () => {
  await emulator.close()
  rmSync(dataDir, { recursive: true, force: true })
})

it('their ENIs are read together, not their tasks one by one, and each ends as its task did', async () => {
  const transport = createUndiciTransport()
  const client = createCloudClient({
    api: 'v3',
    account: scope.account,
    endpoint: emulator.listening,
    credentials: { secretId: emulator.secretId, secretKey: emulator.secretKey },
    regions: [scope.region],
    transport: transport.send,
    closeTransport: () => transport.close(),
    clock: systemClock,
    random: Math.random,
    limits: localLimits,
  })
  const db = await openDatabase({ dataDir })
  const journal = createJournal({ db, clock: systemClock, ids: systemIds, audit: createAudit({ key: 'the key of these tests' }) })
  const worker = createWorker({
    db,
    journal,
    clients: new Map([[scope.account, client]]),
    clock: systemClock,
    random: Math.random,
    ids: systemIds,
    actorMayWrite: async () => true,
    waits,
  })
  const enis = (await client.listEnis(scope.region, undefined)).data.filter((eni) => eni.name.startsWith('node-'))
  const body = assignBody.parse({ mode: 'count', count: 1 })
  const ids: string[] = []
  for (const [n, eni] of enis.slice(0, operations).entries()) {
    const key = { actor: 'local', keyScope: 'local', key: `key-0123456789-${n}`, hash: 'h' }
    // oxlint-disable-next-line no-await-in-loop -- one transaction after the other
    const accepted = await journal.accept({ kind: 'assign', scope, ...eni, body, steps: planAssignSteps(body), ...key })
    ids.push(accepted.operation.id)
  }
  expect(ids).toHaveLength(operations)
  await worker.start()
  const states = async () => await journal.stats()
  const rowsAfter = async (id: number, action: string) => (await control.ledger(id)).filter((row) => row.action === action)
  const lastId = async () => (await control.ledger()).at(-1)?.id ?? 0
  const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 20 })

  // More than there are hands: nobody who only waits keeps one.
  await until(async () => expect(await rowsAfter(0, 'AssignPrivateIpAddresses')).toHaveLength(operations))
  const settled = await lastId()
  await until(async () => expect((await rowsAfter(settled, 'DescribeNetworkInterfaces')).length).toBeGreaterThan(4))
  const [reads, polls] = [await rowsAfter(settled, 'DescribeNetworkInterfaces'), await rowsAfter(settled, 'DescribeVpcTaskResult')]
  const together = reads.map(({ params }) => (params['NetworkInterfaceIds'] as string[]).length)
  expect(Math.max(...together)).toBeGreaterThan(operations / 2)
  expect(polls.length).toBeLessThan(operations)
  expect(await states()).toEqual({ running: operations })

  const before = await lastId()
  await control.finishTasks()
  await until(async () => expect(await states()).toEqual({ succeeded: operations }))
  // An address that is there and active needs no task to tell.
  expect((await rowsAfter(before, 'DescribeVpcTaskResult')).length).toBeLessThan(operations)
  const first = await journal.get(ids[0] ?? '')
  expect(first.addresses).toMatchObject([{ outcome: 'done' }])

  await worker.stop(1_000)
  await client.close()
  await db.close()
})
