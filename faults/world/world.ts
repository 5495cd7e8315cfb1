import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Cloud } from '#emulator/cloud.ts'
import { defaultSettings, type Settings } from '#emulator/settings.ts'
import { planAssignSteps } from '#lib/plan/assign-steps.ts'
import { planNamedSteps } from '#lib/plan/change-steps.ts'
import { assignBody, type AssignBodyInput } from '#lib/schema/assign.ts'
import { moveBody } from '#lib/schema/move.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { releaseBody } from '#lib/schema/release.ts'
import { createAudit } from '#lib/server/audit/audit.ts'
import type { Api, CloudClient } from '#lib/server/cloud/client.ts'
import { createCloudClient } from '#lib/server/cloud/create.ts'
import { localLimits } from '#lib/server/cloud/limits.ts'
import { databaseFile, openDatabase, type Db } from '#lib/server/db/database.ts'
import type { AcceptInput } from '#lib/server/operations/accept.ts'
import type { WorkerOptions } from '#lib/server/operations/context.ts'
import { createJournal } from '#lib/server/operations/journal.ts'
import { requestHash } from '#lib/server/operations/request-hash.ts'
import { createWorker } from '#lib/server/operations/worker.ts'
import { createMoments } from './moments.ts'
import type { SharedStore } from './postgres.ts'
import { createProcess } from './process.ts'
import { randomOf } from './random.ts'
import { eniOf, region, seed, vpcId } from './seed.ts'
import { createService } from './service.ts'
import { storeOf } from './store.ts'
import { createTime } from './time.ts'
import { createNetwork } from './wire.ts'

export const auditKey = 'the key of the fault harness'
const credentials = { secretId: 'AKIDfaults', secretKey: 'the secret key of the harness' }
const account = 'main'
const origin = 'http://127.0.0.1:80'

/** A real file, on a disk in memory where there is one: that a commit survives a power cut is not what runs here show. */
const base = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
let template: Promise<Buffer> | undefined

/**
 * A database with its tables, made once and copied: making it takes longer than most rows. Kept in memory, for a test's process is
 * ended without a last word and would leave the file behind.
 */
async function freshStore(dir: string): Promise<Db> {
  template ??= (async () => {
    const made = mkdtempSync(join(base, 'enidesk-faults-template-'))
    try {
      await (await openDatabase({ dataDir: made })).close()
      return readFileSync(join(made, databaseFile))
    } finally {
      rmSync(made, { recursive: true, force: true })
    }
  })()
  writeFileSync(join(dir, databaseFile), await template)
  return openDatabase({ dataDir: dir })
}

const copyStore = (from: string, to: string) => {
  for (const part of ['', '-wal']) {
    if (existsSync(join(from, databaseFile + part))) copyFileSync(join(from, databaseFile + part), join(to, databaseFile + part))
  }
}

export type WorldOptions = {
  api: Api
  seed?: number
  settings?: Partial<Settings>
  waits?: WorkerOptions['waits']
  /** Epoch milliseconds. */
  startsAt?: number
  /** In the place of a file of its own. */
  shared?: SharedStore | undefined
}

export type AssignInput = Extract<AcceptInput, { kind: 'assign' }>
/** What of a request does not depend on what it asks for. */
export type InputMore = Partial<Pick<AcceptInput, 'actor' | 'key' | 'keyScope'>>

/** One cloud, one database, one time; processes come and go on them. */
export async function createWorld({ api, seed: seedNumber = 1, settings, waits, startsAt, shared }: WorldOptions) {
  const dir = mkdtempSync(join(base, 'enidesk-faults-'))
  await shared?.empty()
  const lender = { db: shared?.db ?? (await freshStore(dir)) }
  const time = createTime(startsAt, shared?.activity)
  const random = randomOf(seedNumber)
  const cloud = new Cloud({
    makeSnapshot: seed,
    credentials,
    settings: { ...defaultSettings, ...settings },
    clock: time.cloudClock,
    random,
  })
  const network = createNetwork(time, cloud, origin)
  const audit = createAudit({ key: auditKey })
  let serial = 0
  const ids = {
    operationId: () => `op-${String((serial += 1)).padStart(4, '0')}`,
    traceId: () => `trace-${String((serial += 1)).padStart(5, '0')}`,
  }
  const rights = { mayWrite: true }
  const faults: unknown[] = []
  /** The one that asks and looks, and to which nothing happens. */
  const own = storeOf(lender, createProcess(time, 'p0'))
  const moments = createMoments(time.elapsed)
  const journal = moments.watching(createJournal({ db: own, clock: time.clock, ids, audit, waits }))

  /** A client as the application makes it: the real driver, whose bytes go over the harness's network. */
  const clientOf = (process: ReturnType<typeof createProcess>, more: { api?: Api; secretKey?: string } = {}): CloudClient =>
    createCloudClient({
      api: more.api ?? api,
      account,
      endpoint: origin,
      credentials: { ...credentials, ...(more.secretKey === undefined ? {} : { secretKey: more.secretKey }) },
      regions: [region],
      transport: network.transportOf(process),
      clock: process.clock,
      random,
      signatureWindowSeconds: cloud.settings.windowSeconds,
      // Pacing needs timers of its own, which no virtual time moves; it has its tests elsewhere.
      limits: localLimits,
    })

  let processes = 0
  const spawn = (more: Partial<WorkerOptions> & { client?: { api?: Api; secretKey?: string } } = {}) => {
    const { client: clientOptions, ...workerOptions } = more
    const process = createProcess(time, `p${(processes += 1)}`)
    const store: { -readonly [K in keyof Db]: Db[K] } = storeOf(lender, process)
    const ownJournal = moments.watching(createJournal({ db: store, clock: process.clock, ids, audit, waits }))
    const client = clientOf(process, clientOptions)
    const worker = createWorker({
      db: store,
      journal: ownJournal,
      ids,
      clients: new Map([[account, client]]),
      clock: process.clock,
      random,
      actorMayWrite: async () => rights.mayWrite,
      onFault: (error) => faults.push(error),
      owner: process.name,
      ...workerOptions,
      waits: { loopMs: 2_000, ...waits, ...workerOptions.waits },
    })
    return {
      process,
      client,
      journal: ownJournal,
      worker,
      /** Takes a request as its routes do. */
      serve: createService({ client, db: store, journal: ownJournal, clock: process.clock }),
      /** `beside`: others live on the same database, as on PostgreSQL, where leases run out and are not voided at a start. */
      start: async (how?: 'beside') => {
        // Only how the worker starts depends on it; the store behind is the same.
        if (how === 'beside' && store.dialect === 'sqlite') store.dialect = 'other' as Db['dialect']
        const started = worker.start()
        store.dialect = lender.db.dialect
        await started
      },
      stop: async (graceMs: number) => {
        let stopped = false
        void worker.stop(graceMs).then(() => (stopped = true))
        await time.run(graceMs + 1_000, () => stopped)
      },
    }
  }

  let keys = 0
  const common = (eni: number, path: string, body: unknown) => {
    const eniId = eniOf(eni)
    return {
      scope: { account, region },
      vpcId,
      eniId,
      actor: 'ann',
      keyScope: 'ann',
      key: `key-${String((keys += 1)).padStart(20, '0')}`,
      hash: requestHash({ method: 'POST', path: `/enis/${eniId}/private-ips${path}`, account, region, eniId, body }),
    }
  }
  const input = (body: AssignBodyInput, eni = 1, more: InputMore = {}): AssignInput => {
    const parsed = assignBody.parse(body)
    return { kind: 'assign', body: parsed, steps: planAssignSteps(parsed), ...common(eni, '', parsed), ...more }
  }
  const releaseInput = (addresses: string[], eni = 1, more: InputMore = {}): AcceptInput => {
    const body = releaseBody.parse({ addresses })
    return { kind: 'release', body, steps: planNamedSteps(addresses), ...common(eni, '/release', body), ...more }
  }
  const moveInput = (ip: string, eni: number, toEni: number, more: InputMore = {}): AcceptInput => {
    const body = moveBody.parse({ ip, toEniId: eniOf(toEni) })
    return { kind: 'move', body, toEniId: body.toEniId, steps: planNamedSteps([ip]), ...common(eni, '/move', body), ...more }
  }

  return {
    api,
    db: own,
    dir,
    time,
    cloud,
    network,
    audit,
    rights,
    faults,
    journal,
    moments,
    ids,
    random,
    clientOf,
    spawn,
    input,
    releaseInput,
    moveInput,
    accept: async (body: AssignBodyInput, eni = 1): Promise<string> => (await journal.accept(input(body, eni))).operation.id,
    acceptInput: async (given: AcceptInput): Promise<string> => (await journal.accept(given)).operation.id,
    get: (id: string): Promise<Operation> => journal.get(id),
    /** Addresses on the ENI as the cloud has them, the primary first. */
    onEni: (eni = 1): string[] => cloud.world.enis.get(eniOf(eni))?.addresses.map(({ ip }) => ip) ?? [],
    /** Copies the file as it is now, as a backup would. */
    backup: (to: string) => copyStore(dir, to),
    /** Puts a copy in the place of the database. Whoever worked on it must be gone. */
    restore: async (from: string) => {
      await lender.db.close()
      for (const part of ['', '-wal', '-shm']) rmSync(join(dir, databaseFile + part), { force: true })
      copyStore(from, dir)
      lender.db = await openDatabase({ dataDir: dir })
    },
    async close() {
      cloud.abandon()
      if (!shared) await lender.db.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
export type World = Awaited<ReturnType<typeof createWorld>>
export type Server = ReturnType<World['spawn']>
