/** The whole path over API 3.0 against the real emulator, whose ledger is the judge: what that API does otherwise than v2. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { createControl, type Control } from '#emulator/control.ts'
import { startEmulator, type Emulator } from '#emulator/server.ts'
import { planAssignSteps } from '#lib/plan/assign-steps.ts'
import { assignBody, type AssignBodyInput } from '#lib/schema/assign.ts'
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
const [vpcId, eniId] = ['vpc-7t9nf3pu', 'eni-m6dyj72l']
const action = 'AssignPrivateIpAddresses'
const waits = {
  loopMs: 50,
  presentMs: 300,
  retryFirstMs: 50,
  retryMaxMs: 200,
  goneMs: 200,
  pollFirstMs: 20,
  pollMaxMs: 100,
  disagreeMs: 500,
}

let emulator: Emulator
let control: Control
let dataDir: string
let app: Awaited<ReturnType<typeof startApp>>
const transport = createUndiciTransport()

async function startApp() {
  const db = await openDatabase({ dataDir })
  const client = createCloudClient({
    api: 'v3',
    account: scope.account,
    endpoint: emulator.listening,
    credentials: { secretId: emulator.secretId, secretKey: emulator.secretKey },
    regions: [scope.region],
    transport: transport.send,
    clock: systemClock,
    random: Math.random,
    limits: localLimits,
  })
  const journal = createJournal({ db, clock: systemClock, ids: systemIds, audit: createAudit({ key: 'the key of these tests' }) })
  const worker = createWorker({
    db,
    journal,
    clients: new Map([[scope.account, client]]),
    clock: systemClock,
    random: Math.random,
    ids: systemIds,
    actorMayWrite: async () => true,
    waits: { ...waits, lookFirstMs: 50, lookMaxMs: 200 },
  })
  await worker.start()
  return { db, client, journal, worker }
}

beforeAll(async () => {
  emulator = await startEmulator({ settings: { taskMs: 100 } })
  control = createControl(emulator)
})
afterAll(async () => {
  await transport.close()
  await emulator.close()
})
beforeEach(async () => {
  await control.reset()
  dataDir = mkdtempSync(join(tmpdir(), 'enidesk-worker-v3-'))
  app = await startApp()
})
afterEach(async () => {
  await app.worker.stop(1000)
  await app.client.close()
  await app.db.close()
  rmSync(dataDir, { recursive: true, force: true })
})

let keys = 0
async function accept(input: AssignBodyInput): Promise<string> {
  const body = assignBody.parse(input)
  const steps = planAssignSteps(body)
  const key = { actor: 'local', keyScope: 'local', key: `key-0123456789-${(keys += 1)}`, hash: 'h' }
  const { operation } = await app.journal.accept({ kind: 'assign', scope, vpcId, eniId, body, steps, ...key })
  app.worker.wake()
  return operation.id
}
const expectUntil = async (id: string, expected: object) => {
  await vi.waitFor(async () => expect(await app.journal.get(id)).toMatchObject(expected), { timeout: 15_000, interval: 50 })
  return app.journal.get(id)
}
const executed = async () => (await control.ledger()).filter((row) => row.action === action && row.verdict === 'executed')
const two: AssignBodyInput = { mode: 'explicit', addresses: [{ ip: '10.0.0.201' }, { ip: '10.0.0.202' }] }

it('explicit addresses and a count: one execution each, under the token and the trace of their attempt', async () => {
  const explicit = await expectUntil(await accept(two), { state: 'succeeded', evidence: 'task' })
  const count = await expectUntil(await accept({ mode: 'count', count: 3 }), { state: 'succeeded', evidence: 'task' })
  const rows = await executed()
  expect(rows.map((row) => row.effect?.added)).toEqual([['10.0.0.201', '10.0.0.202'], count.addresses.map(({ ip }) => ip)])
  for (const [n, operation] of [explicit, count].entries()) {
    const [attempt] = operation.steps[0]?.attempts ?? []
    expect(rows[n]).toMatchObject({
      traceId: attempt?.traceId,
      requestId: attempt?.requestId,
      clientToken: expect.stringMatching(/^.{1,64}$/),
    })
    expect(operation.steps[0]?.taskId).toBe(rows[n]?.requestId)
  }
})

it('the level of service that a count asked for goes with its request', async () => {
  const done = await expectUntil(await accept({ mode: 'count', count: 1, qosLevel: 'AU' }), { state: 'succeeded' })
  expect(done?.steps).toMatchObject([{ count: 1, qosLevel: 'AU' }])
  expect((await executed()).map(({ params }) => params.QosLevel)).toEqual(['AU'])
})

it('the addresses of a count are known before its task ends', async () => {
  await control.settings({ manualTasks: true })
  const id = await accept({ mode: 'count', count: 2 })
  await expectUntil(id, { steps: [{ state: 'accepted' }] })
  await control.finishTasks()
  const done = await expectUntil(id, { state: 'succeeded' })
  expect(done.addresses.map(({ ip }) => ip)).toEqual((await executed())[0]?.effect?.added)
})

it('an address that another product holds fails alone', async () => {
  const id = await accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.201' }, { ip: '10.0.0.50' }, { ip: '10.0.0.203' }] })
  const operation = await expectUntil(id, { state: 'partial' })
  expect(operation.addresses.map(({ ip, outcome }) => [ip, outcome])).toEqual([
    ['10.0.0.201', 'done'],
    ['10.0.0.50', 'failed'],
    ['10.0.0.203', 'done'],
  ])
  expect(operation.addresses[1]).toMatchObject({ cause: 'address_in_use' })
  // Asked for before, so that one request is enough and none is refused.
  const requests = (await control.ledger()).filter((row) => row.action === action)
  expect(requests.map((row) => row.effect?.added)).toEqual([['10.0.0.201', '10.0.0.203']])
})

it.each(['drop', 'http502'] as const)('an answer lost after the effect (%s) is settled without a second effect', async (kind) => {
  await control.fault({ kind, when: 'after', action })
  await expectUntil(await accept(two), { state: 'succeeded', unconfirmed: false })
  expect(await executed()).toHaveLength(1)
})

it('a rate limit and a busy ENI are waited for', async () => {
  await control.failNext({ action, code: 'RequestLimitExceeded' })
  await control.failNext({ action, code: 'UnsupportedOperation.MutexOperationTaskRunning' })
  await expectUntil(await accept(two), { state: 'succeeded' })
  expect(await executed()).toHaveLength(1)
})

it('a quota that is used up fails for good, with the words of the cloud', async () => {
  const id = await accept({ mode: 'count', count: 100 })
  await expectUntil(id, { state: 'failed', error: { code: 'quota_exceeded', cloudCode: 'LimitExceeded' } })
  expect(await executed()).toHaveLength(0)
})
