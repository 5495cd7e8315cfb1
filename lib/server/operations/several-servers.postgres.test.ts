/** Several servers on one database: real processes over HTTP, each paused or killed where it hurts, and the emulator's ledger as the judge. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { createControl, type Control } from '#emulator/control.ts'
import { startEmulator, type Emulator } from '#emulator/server.ts'
import { planAssignSteps } from '#lib/plan/assign-steps.ts'
import { assignBody, type AssignBodyInput } from '#lib/schema/assign.ts'
import { createAudit } from '#lib/server/audit/audit.ts'
import { verifyAudit } from '#lib/server/audit/verify.ts'
import { systemClock } from '#lib/server/base/clock.ts'
import type { Db } from '#lib/server/db/database.ts'
import { openPostgres } from '#lib/server/db/postgres.ts'
import { newDatabase } from '#lib/server/db/testing/store.ts'
import { systemIds } from './ids.ts'
import { createJournal, type Journal } from './journal.ts'
import { takeNext } from './lease.ts'

const auditKey = 'the key of these tests'
const action = 'AssignPrivateIpAddresses'
const leaseMs = 1000
const waits = { loopMs: 50, leaseMs, renewMs: 250, presentMs: 300, goneMs: 200, pollFirstMs: 20, pollMaxMs: 100, retryFirstMs: 50 }

let emulator: Emulator
let control: Control
let url: string
let servers: { db: Db; journal: Journal }[]
let children: Map<string, ChildProcess>

beforeAll(async () => {
  emulator = await startEmulator({ settings: { taskMs: 50 } })
  control = createControl(emulator)
})
afterAll(() => emulator.close())
beforeEach(async () => {
  await control.reset()
  await control.clearFaults()
  url = await newDatabase()
  children = new Map()
  const open = async () => {
    const db = await openPostgres({ url })
    return { db, journal: createJournal({ db, clock: systemClock, ids: systemIds, audit: createAudit({ key: auditKey }) }) }
  }
  servers = [await open(), await open()]
})
afterEach(async () => {
  for (const child of children.values()) await kill(child)
  for (const { db } of servers) await db.close()
})

const server = (i: number) => servers[i] ?? expect.unreachable()
const input = (body: AssignBodyInput, more: { key?: string; eniId?: string } = {}): Parameters<Journal['accept']>[0] => {
  const parsed = assignBody.parse(body)
  return {
    kind: 'assign',
    scope: { account: 'main', region: 'ap-guangzhou' },
    vpcId: 'vpc-7t9nf3pu',
    eniId: 'eni-m6dyj72l',
    body: parsed,
    steps: planAssignSteps(parsed),
    actor: 'local',
    keyScope: 'local',
    key: crypto.randomUUID(),
    hash: 'h',
    ...more,
  }
}
const count = { mode: 'count' as const, count: 2 }
const accept = async (...args: Parameters<typeof input>) => (await server(0).journal.accept(input(...args))).operation.id
const get = (id: string) => server(0).journal.get(id)
const executed = async () => (await control.ledger()).filter((row) => row.action === action && row.verdict === 'executed')
const ownerOf = async (id: string) =>
  (await server(0).db.kysely.selectFrom('operation').select('owner').where('id', '=', id).executeTakeFirst())?.owner ?? ''
const until = async (id: string, expected: object) => {
  await vi.waitFor(async () => expect(await get(id)).toMatchObject(expected), { timeout: 20_000, interval: 50 })
  return get(id)
}

async function startServer(owner: string): Promise<void> {
  const { listening: endpoint, secretId, secretKey } = emulator
  const settings = JSON.stringify({ databaseUrl: url, owner, endpoint, secretId, secretKey, auditKey, waits })
  const file = fileURLToPath(new URL('./testing/child.ts', import.meta.url))
  const child = spawn(process.execPath, ['--conditions=react-server', file, settings], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.set(owner, child)
  await once(child.stdout, 'data')
}
async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}
const childOf = (owner: string) => children.get(owner) ?? expect.unreachable()

it('one that is paused or killed while the cloud has its request is followed by another, and nothing is sent twice', async () => {
  await Promise.all([startServer('one'), startServer('other')])
  await control.fault({ kind: 'hold', when: 'after', action })
  const first = await accept(count)
  await control.held(1)
  const paused = childOf(await ownerOf(first))
  paused.kill('SIGSTOP')
  // Its time begins with the last renewal: at most one lease, and the looking.
  const ended = await until(first, { state: 'succeeded', evidence: 'observed', unconfirmed: false })
  await control.release()
  paused.kill('SIGCONT')

  await control.fault({ kind: 'hold', when: 'before', action })
  const second = await accept(count, { eniId: 'eni-38fqjp36' })
  await control.held(1)
  await kill(childOf(await ownerOf(second)))
  await control.release()
  await until(second, { state: 'succeeded', evidence: 'observed' })

  // What the paused one had to say about the first came too late to be written.
  expect(await get(first)).toEqual(ended)
  expect((await executed()).map((row) => row.effect?.added.length)).toEqual([2, 2])
  expect((await verifyAudit(server(0).db, auditKey)).faults).toEqual([])
})

it('what two are asked for at the same moment is one operation, or is refused by one of them', async () => {
  const both = async (...inputs: [ReturnType<typeof input>, ReturnType<typeof input>]) => {
    const answers = await Promise.allSettled(inputs.map((one, i) => server(i).journal.accept(one)))
    const ids = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.operation.id] : []))
    const codes = answers.flatMap((answer) => (answer.status === 'rejected' ? [String(answer.reason.code)] : []))
    return { ids, codes }
  }
  for (let i = 0; i < 5; i++) {
    const eniId = `eni-${i}`
    const same = await both(input(count, { eniId, key: `key-${i}-0123456789` }), input(count, { eniId, key: `key-${i}-0123456789` }))
    expect(new Set(same.ids).size).toBe(1)
    expect(same.codes).toEqual([])
    const busy = await both(input(count, { eniId: `${eniId}-a` }), input(count, { eniId: `${eniId}-a` }))
    expect([busy.ids.length, busy.codes]).toEqual([1, ['eni_busy']])
    const named = { mode: 'explicit' as const, addresses: [{ ip: `10.0.0.${50 + i}` }] }
    const claimed = await both(input(named, { eniId: `${eniId}-b` }), input(named, { eniId: `${eniId}-c` }))
    expect([claimed.ids.length, claimed.codes]).toEqual([1, ['address_claimed']])
  }
  expect(await verifyAudit(server(0).db, auditKey)).toMatchObject({ rows: 15, faults: [] })
})

it('a lease ends by the clock of the database, whatever the servers think the time is', async () => {
  const id = await accept(count)
  const take = (i: number, clockOffMs: number) =>
    takeNext(server(i).db, {
      owner: `server-${i}`,
      leaseMs,
      farthestMs: 120_000,
      unreadableMs: 60_000,
      now: Date.now() + clockOffMs,
      except: [],
      onUnreadable: (error) => expect.unreachable(error.message),
    })
  const hour = 3_600_000
  expect(await take(0, 0)).toEqual({ id, fence: 1 })
  expect(await take(1, hour)).toBeUndefined()
  await vi.waitFor(async () => expect(await take(1, -hour)).toEqual({ id, fence: 2 }), { timeout: 10_000, interval: 50 })
  expect(await take(0, hour)).toBeUndefined()
})
