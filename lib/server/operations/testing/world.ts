import { planAssignSteps } from '#lib/plan/assign-steps.ts'
import { planNamedSteps } from '#lib/plan/change-steps.ts'
import { assignBody, type AssignBodyInput } from '#lib/schema/assign.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { createAudit } from '#lib/server/audit/audit.ts'
import { verifyAudit } from '#lib/server/audit/verify.ts'
import { openTestStore } from '#lib/server/db/testing/store.ts'
import type { AcceptedBody, AcceptInput } from '#lib/server/operations/accept.ts'
import type { Point, WorkerOptions } from '#lib/server/operations/context.ts'
import { createJournal } from '#lib/server/operations/journal.ts'
import { requestHash } from '#lib/server/operations/request-hash.ts'
import { createWorker } from '#lib/server/operations/worker.ts'
import { createScriptedCloud } from './scripted-cloud.ts'
import { createVirtualClock } from './virtual-clock.ts'

/** The address whose note is written. */
export const noted = '10.0.0.20'
const auditKey = 'the key of these tests'
type Common = Partial<Omit<AcceptInput, keyof AcceptedBody>>

/** A database, a clock and a cloud that outlive the workers on them. */
export async function createWorld(options: { api?: 'v2' | 'v3' } = {}) {
  const store = await openTestStore()
  const { db } = store
  const time = createVirtualClock(undefined, store.activity)
  const cloud = createScriptedCloud(time.clock, options.api)
  let n = 0
  const ids = { operationId: () => `op-${String((n += 1)).padStart(4, '0')}`, traceId: () => `trace-${(n += 1)}` }
  const audit = createAudit({ key: auditKey })
  const journal = createJournal({ db, clock: time.clock, ids, audit, cloudNow: () => cloud.client.cloudNow() })
  const mayWrite = { value: true }
  const faults: unknown[] = []
  const eniReads: (string[] | undefined)[] = []
  const taken: string[] = []

  const input = (body: AssignBodyInput, more: Common = {}): AcceptInput => {
    const parsed = assignBody.parse(body)
    const eniId = more.eniId ?? 'eni-1'
    return {
      kind: 'assign',
      scope: { account: 'main', region: 'gz' },
      vpcId: 'vpc-1',
      eniId,
      body: parsed,
      steps: planAssignSteps(parsed),
      actor: 'local',
      keyScope: 'local',
      key: `key-${(n += 1)}-0123456789abcdef`,
      hash: requestHash({ method: 'POST', path: `/enis/${eniId}/private-ips`, account: 'main', region: 'gz', eniId, body: parsed }),
      ...more,
    }
  }
  /** The same for the other kinds, each on eni-1; a move goes to eni-2. */
  const changeInput = (asked: AcceptedBody, more: Common = {}): AcceptInput => {
    const names = asked.kind === 'release' ? asked.body.addresses : asked.kind === 'move' ? [asked.body.ip] : [noted]
    return {
      ...asked,
      scope: { account: 'main', region: 'gz' },
      vpcId: 'vpc-1',
      eniId: 'eni-1',
      steps: planNamedSteps(names),
      actor: 'local',
      keyScope: 'local',
      key: `key-${(n += 1)}-0123456789abcdef`,
      hash: `hash-${n}`,
      ...more,
    }
  }
  /** A worker as in a process of its own: `kill` stops it between two instructions, for ever. */
  const spawn = (more: Partial<WorkerOptions> = {}) => {
    const life = time.mortal()
    let dieAt: Point | undefined
    const mortalJournal = {
      ...journal,
      change: (...args: Parameters<typeof journal.change>) =>
        life.isDead() ? life.never.then(() => journal.change(...args)) : journal.change(...args),
    }
    const worker = createWorker({
      db,
      journal: mortalJournal,
      ids,
      clients: new Map([['main', cloud.client]]),
      clock: life.clock,
      random: () => 0.5,
      actorMayWrite: async () => mayWrite.value,
      observe: async (point) => {
        if (point === dieAt) life.kill()
        if (life.isDead()) await life.never
      },
      onFault: (error) => faults.push(error),
      onEniRead: (_scope, eni) => eniReads.push(eni?.privateIps.map((address) => address.ip)),
      onAddressTaken: (_scope, { ip }) => taken.push(ip),
      // Hours of virtual time are mostly looking whether something is due, which takes real time there.
      waits: { loopMs: 5000 },
      ...more,
    })
    return {
      ...worker,
      async stop(graceMs: number) {
        const stopped = worker.stop(graceMs)
        await time.advance(graceMs)
        await stopped
      },
      kill: life.kill,
      isDead: life.isDead,
      dieAt: (point: Point) => {
        dieAt = point
      },
    }
  }
  return {
    db,
    refuseWrites: store.refuseWrites,
    cloud,
    journal,
    audit,
    time,
    mayWrite,
    faults,
    eniReads,
    taken,
    input,
    spawn,
    accept: async (body: AssignBodyInput, more: Common = {}): Promise<string> => (await journal.accept(input(body, more))).operation.id,
    release: async (addresses: string[], more: Common & { unbindEips?: string[] } = {}): Promise<string> => {
      const { unbindEips, ...common } = more
      const asked = { kind: 'release', body: { addresses, ...(unbindEips ? { unbindEips } : {}) } } as const
      return (await journal.accept(changeInput(asked, common))).operation.id
    },
    move: async (ip: string, more: Common & { eipTold?: string } = {}, toEniId = 'eni-2'): Promise<string> => {
      const { eipTold, ...common } = more
      const asked = { kind: 'move', body: { ip, toEniId, ...(eipTold ? { eipTold } : {}) }, toEniId } as const
      return (await journal.accept(changeInput(asked, common))).operation.id
    },
    note: async (note: string): Promise<string> => (await journal.accept(changeInput({ kind: 'note', body: { note } }))).operation.id,
    get: (id: string): Promise<Operation> => journal.get(id),
    locks: async () => (await db.kysely.selectFrom('eni_lock').select('operation_id').execute()).map((row) => row.operation_id),
    claims: () => db.kysely.selectFrom('ip_claim').select(['ip', 'operation_id', 'until']).orderBy('ip').execute(),
    audits: () => db.kysely.selectFrom('audit').select(['action', 'phase', 'operation_id']).orderBy('seq').execute(),
    verify: () => verifyAudit(db, auditKey),
    close: () => store.close(),
  }
}
export type World = Awaited<ReturnType<typeof createWorld>>
