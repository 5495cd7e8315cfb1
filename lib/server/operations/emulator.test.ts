/** The whole path against the real emulator through the real driver; the emulator's ledger, which we cannot read in production, is the judge. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createControl, type Control } from '#emulator/control.ts'
import { startEmulator, type Emulator } from '#emulator/server.ts'
import { planAssignSteps } from '#lib/plan/assign-steps.ts'
import { assignBody, type AssignBodyInput } from '#lib/schema/assign.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { createAudit } from '#lib/server/audit/audit.ts'
import { verifyAudit } from '#lib/server/audit/verify.ts'
import { systemClock } from '#lib/server/base/clock.ts'
import type { CloudClient } from '#lib/server/cloud/client.ts'
import { createCloudClient } from '#lib/server/cloud/create.ts'
import { localLimits } from '#lib/server/cloud/limits.ts'
import { createUndiciTransport } from '#lib/server/cloud/undici-transport.ts'
import { openDatabase, openForReading, type Db } from '#lib/server/db/database.ts'
import { systemIds } from './ids.ts'
import { createJournal } from './journal.ts'
import type { Waits } from './waits.ts'
import { createWorker, type Worker } from './worker.ts'

const auditKey = 'the key of these tests'
const region = 'ap-guangzhou'
const vpcId = 'vpc-7t9nf3pu'
const eniId = 'eni-m6dyj72l'
const waits = {
  loopMs: 50,
  presentMs: 300,
  retryFirstMs: 50,
  retryMaxMs: 200,
  goneMs: 200,
  pollFirstMs: 20,
  pollMaxMs: 100,
  keepMs: 10_000,
  disagreeMs: 500,
  attentionAfterMs: 1500,
  attentionEveryMs: 200,
  resendAfterMs: 400,
}

let emulator: Emulator
let control: Control
let dataDir: string
let keys = 0
let children: ChildProcess[] = []
let inProcess: { db: Db; client: CloudClient; worker: Worker } | undefined

beforeAll(async () => {
  emulator = await startEmulator({ settings: { taskMs: 100 } })
  control = createControl(emulator)
})
const transport = createUndiciTransport()
afterAll(async () => {
  await transport.close()
  await emulator.close()
})
beforeEach(async () => {
  await control.reset()
  await control.clearFaults()
  dataDir = mkdtempSync(join(tmpdir(), 'enidesk-worker-'))
})
afterEach(async () => {
  for (const child of children) await kill(child)
  await rest()
  children = []
  rmSync(dataDir, { recursive: true, force: true })
})

/** A worker in this process, until `rest`. */
async function work(api: 'v2' | 'v3' = 'v2', special: { signatureWindowSeconds?: number; waits?: Partial<Waits> } = {}): Promise<void> {
  const db = await openDatabase({ dataDir })
  const driver = createCloudClient({
    api,
    account: 'main',
    endpoint: emulator.listening,
    credentials: { secretId: emulator.secretId, secretKey: emulator.secretKey },
    regions: [region],
    transport: transport.send,
    clock: systemClock,
    random: Math.random,
    limits: localLimits,
  })
  const client: CloudClient =
    special.signatureWindowSeconds === undefined
      ? driver
      : Object.assign(Object.create(driver), { signatureWindowSeconds: special.signatureWindowSeconds })
  const journal = createJournal({ db, clock: systemClock, ids: systemIds, audit: createAudit({ key: auditKey }) })
  const clients = new Map([['main', client]])
  const worker = createWorker({
    db,
    journal,
    clients,
    clock: systemClock,
    random: Math.random,
    ids: systemIds,
    actorMayWrite: async () => true,
    waits: { ...waits, lookFirstMs: 50, lookMaxMs: 200, ...special.waits },
  })
  inProcess = { db, client, worker }
  await worker.start()
}
async function rest(): Promise<void> {
  const { worker, client, db } = inProcess ?? {}
  inProcess = undefined
  await worker?.stop(1000)
  await client?.close()
  await db?.close()
}
/** A worker in a process of its own, to be killed. */
async function workApart(): Promise<ChildProcess> {
  const settings = { dataDir, endpoint: emulator.listening, secretId: emulator.secretId, secretKey: emulator.secretKey, auditKey, waits }
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', fileURLToPath(new URL('./testing/child.ts', import.meta.url)), JSON.stringify(settings)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  children.push(child)
  await once(child.stdout, 'data')
  return child
}
async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
async function accept(body: AssignBodyInput): Promise<string> {
  const db = await openDatabase({ dataDir })
  const journal = createJournal({ db, clock: systemClock, ids: systemIds, audit: createAudit({ key: auditKey }) })
  const parsed = assignBody.parse(body)
  const scope = { account: 'main', region }
  const { operation } = await journal.accept({
    kind: 'assign',
    scope,
    vpcId,
    eniId,
    body: parsed,
    steps: planAssignSteps(parsed),
    actor: 'local',
    keyScope: 'local',
    key: `key-0123456789-${(keys += 1)}`,
    hash: 'h',
  })
  await db.close()
  return operation.id
}
/** Beside the running worker, as a backup would read. */
async function get(id: string): Promise<Operation> {
  const db = await openForReading({ dataDir })
  try {
    return await createJournal({ db, clock: systemClock, ids: systemIds, audit: createAudit({ key: auditKey }) }).get(id)
  } finally {
    await db.close()
  }
}
const expectUntil = async (id: string, expected: object) => {
  await vi.waitFor(async () => expect(await get(id)).toMatchObject(expected), { timeout: 15_000, interval: 50 })
  return get(id)
}
const executed = async () =>
  (await control.ledger()).filter((row) => row.action === 'AssignPrivateIpAddresses' && row.verdict === 'executed')
const onEni = async () => (await executed()).flatMap((row) => row.effect?.added ?? [])
const checkAudit = async () => {
  const db = await openForReading({ dataDir })
  expect((await verifyAudit(db, auditKey)).faults).toEqual([])
  await db.close()
}

const two = { mode: 'explicit' as const, addresses: [{ ip: '10.0.0.201' }, { ip: '10.0.0.202' }] }
const action = 'AssignPrivateIpAddresses'

it('explicit addresses and a count: one execution each, ended by task and read-back', async () => {
  const explicit = await accept(two)
  await work()
  const done = await expectUntil(explicit, { state: 'succeeded', evidence: 'task' })
  expect(await onEni()).toEqual(['10.0.0.201', '10.0.0.202'])
  expect(done.steps[0]?.taskId).toBe(String((await executed())[0]?.taskId))
  await rest()

  const count = await accept({ mode: 'count', count: 3 })
  await work()
  const counted = await expectUntil(count, { state: 'succeeded', evidence: 'task' })
  expect((await onEni()).slice(2)).toEqual(counted.addresses.map((address) => address.ip))
  expect(await executed()).toHaveLength(2)
  await checkAudit()
})

it('finds the address that another product holds and places the others', async () => {
  const id = await accept({ mode: 'explicit', addresses: [...two.addresses, { ip: '10.0.0.50' }, { ip: '10.0.0.203' }] })
  await work()
  const operation = await expectUntil(id, { state: 'partial' })
  expect(operation.addresses.map((address) => [address.ip, address.outcome, address.cause])).toEqual([
    ['10.0.0.201', 'done', undefined],
    ['10.0.0.202', 'done', undefined],
    ['10.0.0.50', 'failed', 'address_in_use'],
    ['10.0.0.203', 'done', undefined],
  ])
  expect((await onEni()).toSorted()).toEqual(['10.0.0.201', '10.0.0.202', '10.0.0.203'])
})

it.each(['drop', 'http502'] as const)('an answer lost after the effect (%s) is settled by looking, not by sending again', async (kind) => {
  await control.fault({ kind, when: 'after', action })
  const id = await accept(two)
  await work()
  await expectUntil(id, { state: 'succeeded', evidence: 'observed', unconfirmed: false })
  expect(await executed()).toHaveLength(1)
})

/** Nobody is to be asked, however slow this machine is. */
const patient = { waits: { attentionAfterMs: 14_000 } }
describe.each(['v2', 'v3'] as const)('on %s', (api) => {
  it.each([
    ['before', 'task'],
    ['after', 'observed'],
  ] as const)('explicit addresses whose request was dropped %s its effect arrive once', async (when, evidence) => {
    await control.fault({ kind: 'drop', when, action })
    const id = await accept(two)
    await work(api, patient)
    await expectUntil(id, { state: 'succeeded', evidence, unconfirmed: false })
    expect(await onEni()).toEqual(['10.0.0.201', '10.0.0.202'])
    expect(await executed()).toHaveLength(1)
    await checkAudit()
  })

  it('names that are dropped twice before their effect arrive once and need nobody', async () => {
    await control.fault({ kind: 'drop', when: 'before', action, times: 2 })
    const id = await accept(two)
    await work(api, patient)
    await expectUntil(id, { state: 'succeeded' })
    expect((await get(id)).steps[0]?.attempts.map((attempt) => attempt.outcome)).toEqual(['unknown', 'unknown', 'accepted'])
    expect(await onEni()).toEqual(['10.0.0.201', '10.0.0.202'])
  })

  it('a count whose answer was lost after its effect is observed, and executed once', async () => {
    await control.fault({ kind: 'drop', when: 'after', action })
    const id = await accept({ mode: 'count', count: 2 })
    await work(api, patient)
    const operation = await expectUntil(id, { state: 'succeeded', evidence: 'observed' })
    expect(operation.addresses.map((address) => address.ip)).toEqual(await onEni())
    expect(await executed()).toHaveLength(1)
  })

  it('an address that another product took meanwhile fails, and only that one', async () => {
    await control.fault({ kind: 'drop', when: 'before', action })
    const id = await accept(two)
    await work(api, patient)
    await vi.waitFor(async () => expect((await control.ledger()).filter((row) => row.verdict === 'dropped_before')).toHaveLength(1), {
      timeout: 15_000,
      interval: 20,
    })
    await control.take({ vpcId, ip: '10.0.0.202' })
    await expectUntil(id, { state: 'partial', addresses: [{ outcome: 'done' }, { outcome: 'failed', cause: 'held_elsewhere' }] })
    expect(await onEni()).toEqual(['10.0.0.201'])
  })
})

it('a count that was dropped before its effect needs a person on v2, and is not executed', async () => {
  await control.fault({ kind: 'drop', when: 'before', action })
  const id = await accept({ mode: 'count', count: 2 })
  await work()
  await expectUntil(id, { state: 'needs_attention', error: { code: 'difference', params: { expected: 2, added: [] } } })
  expect(await executed()).toEqual([])
})

it('a count that was dropped before its effect is sent again on v3 under the same token when no copy can arrive', async () => {
  await control.fault({ kind: 'drop', when: 'before', action })
  const id = await accept({ mode: 'count', count: 2 })
  // As if the cloud took a signed request for two seconds only.
  await work('v3', { signatureWindowSeconds: 1, waits: { deadMarginMs: 500, attentionAfterMs: 10_000 } })
  const operation = await expectUntil(id, {
    state: 'succeeded',
    evidence: 'task',
    steps: [{ attempts: [{ outcome: 'unknown' }, { outcome: 'accepted' }] }],
  })
  expect(operation.addresses.map((address) => address.ip)).toEqual(await onEni())
  expect(await executed()).toHaveLength(1)
})

it('a task that fails, and one that says so wrongly', async () => {
  await control.fault({ kind: 'task', plan: { end: 'failed' }, action })
  const failed = await accept(two)
  await work()
  await expectUntil(failed, { state: 'failed', error: { code: 'task_failed' } })
  await rest()
  await control.fault({ kind: 'task', plan: { end: 'kept' }, action })
  const kept = await accept({ mode: 'explicit', addresses: [{ ip: '10.0.0.210' }] })
  await work()
  await expectUntil(kept, { state: 'needs_attention', error: { code: 'task_failed_but_present' } })
})

it.each(['before', 'after'] as const)(
  'kill -9 while the cloud has the request, %s its effect: the next start tracks it to its true end',
  async (when) => {
    await control.fault({ kind: 'hold', when, action })
    const id = await accept(two)
    const child = await workApart()
    await control.held(1)
    expect(await get(id)).toMatchObject({ state: 'running', steps: [{ state: 'sending' }] })
    await kill(child)
    await work()
    await expectUntil(id, { unconfirmed: true })
    await control.release()
    await expectUntil(id, { state: 'succeeded', evidence: 'observed' })
    expect(await executed()).toHaveLength(1)
    await checkAudit()
  },
)

it('kill -9 while the task runs: the next start follows the same task', async () => {
  await control.settings({ manualTasks: true })
  const id = await accept(two)
  const child = await workApart()
  await expectUntil(id, { steps: [{ state: 'accepted' }] })
  await kill(child)
  await control.finishTasks()
  await work()
  await expectUntil(id, { state: 'succeeded', evidence: 'task', steps: [{ attempts: [{ outcome: 'accepted' }] }] })
  expect(await executed()).toHaveLength(1)
})

it('a read that is stale, or does not show pending addresses yet, ends nothing wrongly', async () => {
  await control.settings({ v2HidePending: true })
  const first = await accept(two)
  await work()
  await expectUntil(first, { state: 'succeeded', evidence: 'task' })
  await rest()
  await control.fault({ kind: 'stale', seconds: 1 })
  const count = await accept({ mode: 'count', count: 1 })
  await work()
  await expectUntil(count, { state: 'succeeded' })
  expect((await onEni()).slice(2)).toEqual((await get(count)).addresses.map((address) => address.ip))
})
