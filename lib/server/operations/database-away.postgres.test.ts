/** The connection to PostgreSQL is cut while the cloud has a request, and comes back. */
import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { createControl } from '#emulator/control.ts'
import { startEmulator } from '#emulator/server.ts'
import { planAssignSteps } from '#lib/plan/assign-steps.ts'
import { createAudit } from '#lib/server/audit/audit.ts'
import { systemClock } from '#lib/server/base/clock.ts'
import { createCloudClient } from '#lib/server/cloud/create.ts'
import { localLimits } from '#lib/server/cloud/limits.ts'
import { createUndiciTransport } from '#lib/server/cloud/undici-transport.ts'
import { openPostgres } from '#lib/server/db/postgres.ts'
import { newDatabase } from '#lib/server/db/testing/store.ts'
import { systemIds } from './ids.ts'
import { createJournal } from './journal.ts'
import { createWorker } from './worker.ts'

const toEnd: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const end of toEnd.splice(0).toReversed()) await end()
})

/** A way to the database that can be cut and mended. */
async function cuttable(url: string) {
  const { hostname, port } = new URL(url)
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((from) => {
    if (isCut) return void from.destroy()
    const there = connect(Number(port), hostname)
    for (const [one, other] of [
      [from, there],
      [there, from],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => other.destroy())
      one.pipe(other)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  toEnd.push(() => void server.close())
  const through = new URL(url)
  // Node's type: a server on a port has an address of this kind.
  through.port = String((server.address() as AddressInfo).port)
  return {
    url: through.href,
    /** Nothing comes through any more, and nobody is told: a cable that was pulled. */
    stall() {
      for (const socket of sockets) socket.unpipe()
    },
    cut() {
      isCut = true
      for (const socket of sockets) socket.destroy()
      sockets.clear()
    },
    mend() {
      isCut = false
    },
  }
}

it('while it is away everything says so and nothing is sent; the answer of the cloud is written when it is back', async () => {
  const emulator = await startEmulator({ settings: { taskMs: 50 } })
  const control = createControl(emulator)
  const transport = createUndiciTransport()
  toEnd.push(
    () => emulator.close(),
    () => transport.close(),
  )
  const way = await cuttable(await newDatabase())
  const db = await openPostgres({ url: way.url })
  const journal = createJournal({ db, clock: systemClock, ids: systemIds, audit: createAudit({ key: 'the key of this test' }) })
  const client = createCloudClient({
    api: 'v2',
    account: 'main',
    endpoint: emulator.listening,
    credentials: { secretId: emulator.secretId, secretKey: emulator.secretKey },
    regions: ['ap-guangzhou'],
    transport: transport.send,
    clock: systemClock,
    random: Math.random,
    limits: localLimits,
  })
  const faults: unknown[] = []
  const worker = createWorker({
    db,
    journal,
    clients: new Map([['main', client]]),
    clock: systemClock,
    random: Math.random,
    ids: systemIds,
    actorMayWrite: async () => true,
    onFault: (error) => faults.push(error),
    waits: { loopMs: 50, retryFirstMs: 50, pollFirstMs: 20, faultPauseMs: 100 },
  })
  toEnd.push(
    () => db.close(),
    () => worker.stop(0),
  )
  await worker.start()

  const accept = (eniId: string) =>
    journal.accept({
      kind: 'assign',
      scope: { account: 'main', region: 'ap-guangzhou' },
      vpcId: 'vpc-7t9nf3pu',
      eniId,
      body: { mode: 'count', count: 1 },
      steps: planAssignSteps({ mode: 'count', count: 1 }),
      actor: 'local',
      keyScope: 'local',
      key: crypto.randomUUID(),
      hash: 'h',
    })
  await control.fault({ kind: 'hold', when: 'after', action: 'AssignPrivateIpAddresses' })
  const { operation } = await accept('eni-m6dyj72l')
  await control.held(1)
  way.cut()
  await control.release()
  const away = expect.objectContaining({ name: 'DataDirError', kind: 'unreachable' })
  await expect(accept('eni-38fqjp36')).rejects.toEqual(away)
  await expect(journal.get(operation.id)).rejects.toEqual(away)
  await expect(db.check()).rejects.toEqual(away)
  await vi.waitFor(() => expect(faults).toContainEqual(away), { timeout: 10_000 })

  way.mend()
  const ended = { state: 'succeeded', evidence: 'task', steps: [{ attempts: [{ outcome: 'accepted' }] }] }
  await vi.waitFor(async () => expect(await journal.get(operation.id)).toMatchObject(ended), { timeout: 20_000 })
  const assigned = (await control.ledger()).filter(({ action, verdict }) => action === 'AssignPrivateIpAddresses' && verdict === 'executed')
  expect(assigned).toHaveLength(1)
})

it('a connection on which nothing comes back is given up, and the next one works', async () => {
  const way = await cuttable(await newDatabase())
  const db = await openPostgres({ url: way.url, statementMs: 1000, silenceMs: 500 })
  toEnd.push(() => db.close())
  await db.check()
  way.stall()
  await expect(db.check()).rejects.toEqual(expect.objectContaining({ name: 'DataDirError', kind: 'unreachable' }))
  await db.check()
})
