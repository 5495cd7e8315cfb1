import type { LedgerRow } from '#emulator/ledger.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { verifyAudit } from '#lib/server/audit/verify.ts'
import { auditKey, type World } from './world.ts'

/** What the cloud did for one operation, by its ledger. */
export type Deeds = {
  /** Requests that came to the cloud for it, refused ones too, copies of the network included. */
  arrived: number
  /** Addresses that its requests placed and that were not taken back by the task's end, as often as they were placed. */
  placed: string[]
  /** At most so many of them were on the ENI in one moment. */
  most: number
}

type Attempt = { operationId: string; nonce: string; timestamp: string; traceId: string }

/** The book of the cloud beside the journal of the application: whose request did what. */
export async function deedsOf(world: World): Promise<Map<string, Deeds>> {
  const attempts = await attemptsOf(world)
  const deeds = new Map<string, Deeds>()
  const now = new Map<string, Set<string>>()
  const holder = new Map<string, string>()
  for (const { row, kind } of movements(world.cloud.ledger.rows())) {
    const id = row.actor === 'client' ? ownerOf(row, attempts) : undefined
    if (id !== undefined && kind === 'arrival') deedsFor(deeds, id).arrived += 1
    if (kind === 'effect') {
      for (const ip of row.effect?.removed ?? []) now.get(holder.get(ip) ?? '')?.delete(ip)
      for (const ip of row.effect?.added ?? []) {
        if (id === undefined) continue
        const mine = deedsFor(deeds, id)
        mine.placed.push(ip)
        holder.set(ip, id)
        const present = now.get(id) ?? new Set()
        now.set(id, present.add(ip))
        mine.most = Math.max(mine.most, present.size)
      }
    }
    if (kind === 'reverted' && id !== undefined) {
      const mine = deedsFor(deeds, id)
      for (const ip of row.reverted?.ips ?? []) {
        now.get(id)?.delete(ip)
        const at = mine.placed.lastIndexOf(ip)
        if (at >= 0) mine.placed.splice(at, 1)
      }
    }
  }
  return deeds
}

const deedsFor = (deeds: Map<string, Deeds>, id: string): Deeds => {
  const known = deeds.get(id) ?? { arrived: 0, placed: [], most: 0 }
  deeds.set(id, known)
  return known
}

type Movement = { at: number; row: LedgerRow; kind: 'arrival' | 'effect' | 'reverted' }

/** What the rows say, in the order in which it happened. */
function movements(rows: readonly LedgerRow[]): Movement[] {
  const all = rows.flatMap((row): Movement[] => [
    { at: row.at, row, kind: 'arrival' },
    ...(row.effect && row.effectAt !== null ? [{ at: row.effectAt, row, kind: 'effect' as const }] : []),
    ...(row.reverted ? [{ at: row.reverted.at, row, kind: 'reverted' as const }] : []),
  ])
  return all.toSorted((a, b) => a.at - b.at || a.row.id - b.row.id)
}

async function attemptsOf(world: World): Promise<Attempt[]> {
  const rows = await world.db.kysely.selectFrom('operation_attempt').selectAll().execute()
  return rows.map((row) => ({
    operationId: row.operation_id,
    nonce: row.nonce,
    timestamp: String(row.timestamp_seconds),
    traceId: row.trace_id,
  }))
}

/** v3 carries our own id of the attempt, v2 the nonce and the time that were committed with it. */
const ownerOf = (row: LedgerRow, attempts: readonly Attempt[]): string | undefined =>
  attempts.find((attempt) =>
    row.api === 'v3' ? attempt.traceId === row.traceId : attempt.nonce === row.nonce && attempt.timestamp === row.timestamp,
  )?.operationId

export type Judgement = { wrong: string[]; doubles: number; losts: number }

/**
 * What must hold after whatever happened, once everything that can settle itself has had its time: no effect twice, none that nobody
 * knows of, nothing said that is not so, nothing left behind, and a log that nobody can have changed.
 */
export async function judge(world: World): Promise<Judgement> {
  const wrong: string[] = []
  let [doubles, losts] = [0, 0]
  const operations = (await world.journal.list({ limit: 200 })).items
  const deeds = await deedsOf(world)
  for (const operation of operations) {
    const { placed, most } = deeds.get(operation.id) ?? { placed: [], most: 0 }
    const asked = askedOf(operation)
    if (most > asked) {
      doubles += 1
      wrong.push(
        `${operation.id}: double effect: asked for ${asked}, at one moment ${most} of its addresses were there (${placed.join(' ')})`,
      )
    }
    const strangers = placed.filter((ip) => operation.mode === 'explicit' && !operation.addresses.some((address) => address.ip === ip))
    if (strangers.length > 0) wrong.push(`${operation.id}: placed ${strangers.join(' ')}, which nobody asked for`)
    const onThisEni = operations.filter(({ eniId }) => eniId === operation.eniId)
    const lost = placed.filter(
      (ip) => holderNow(world, operation, ip) && !isKnown(operation, ip) && !onThisEni.some((other) => names(other, ip)),
    )
    if (lost.length > 0) {
      losts += lost.length
      wrong.push(`${operation.id} (${operation.state}): lost effect: ${lost.join(' ')} is on the ENI and the operation does not tell`)
    }
    wrong.push(...untrue(world, operation))
  }
  wrong.push(...(await unwritten(world)), ...(await leftBehind(world, operations)), ...(await badAudit(world, operations)))
  return { wrong, doubles, losts }
}

/** Requests that changed something, or could have, and that stand in no journal. */
async function unwritten(world: World): Promise<string[]> {
  const attempts = await attemptsOf(world)
  return world.cloud.ledger
    .rows()
    .filter((row) => row.actor === 'client' && !row.action.startsWith('Describe') && ownerOf(row, attempts) === undefined)
    .map(
      (row) => `a request of ours stands in no journal: ${row.action}, ${row.verdict ?? 'under way'} ${row.effect?.added.join(' ') ?? ''}`,
    )
}

const askedOf = (operation: Operation): number => operation.count ?? operation.addresses.length

const eniHas = (world: World, eniId: string, ip: string): boolean =>
  world.cloud.world.enis.get(eniId)?.addresses.some((address) => address.ip === ip) ?? false

const holderNow = (world: World, operation: Operation, ip: string): boolean =>
  eniHas(world, operation.eniId, ip) && lastPlacer(world, ip) === 'client'

/** Who put it where it is: after a person took it away and put it back, it is no deed of ours. */
function lastPlacer(world: World, ip: string): 'client' | 'foreign' | undefined {
  return world.cloud.ledger.rows().findLast((row) => row.effect?.added.includes(ip) && !row.reverted?.ips.includes(ip))?.actor
}

const names = (operation: Operation, ip: string): boolean =>
  operation.addresses.some((address) => address.ip === ip && (address.outcome === 'done' || address.outcome === 'already_there'))

/** The journal tells of it: as a result, or to the person who is asked, or as a finding after the end. */
function isKnown(operation: Operation, ip: string): boolean {
  if (names(operation, ip)) return true
  // Still in the cloud's hands, and said to be.
  if (operation.error?.code === 'task_still_running') return true
  if (operation.state === 'needs_attention')
    return operation.adoptable?.includes(ip) === true || JSON.stringify([operation.error, operation.findings]).includes(`"${ip}"`)
  return operation.findings.some((finding) => JSON.stringify(finding.params ?? {}).includes(`"${ip}"`))
}

/** What is said to be there and is not, unless somebody else took it away. */
function untrue(world: World, operation: Operation): string[] {
  const said = operation.addresses.filter(({ outcome }) => outcome === 'done').map(({ ip }) => ip)
  const missing = said.filter((ip) => !eniHas(world, operation.eniId, ip) && !takenAway(world, ip))
  const wrong = missing.length > 0 ? [`${operation.id}: says ${missing.join(' ')} was assigned, and it is not there`] : []
  if (operation.state === 'succeeded' && operation.mode === 'count' && said.length !== operation.count)
    wrong.push(`${operation.id}: succeeded with ${said.length} of ${operation.count ?? 0} addresses`)
  return wrong
}

const takenAway = (world: World, ip: string): boolean =>
  world.cloud.ledger
    .rows()
    .some(
      (row) =>
        row.effect?.removed.includes(ip) || row.effect?.moved.some((moved) => moved.ip === ip) || row.action === 'DeleteNetworkInterface',
    )

async function leftBehind(world: World, operations: readonly Operation[]): Promise<string[]> {
  const ended = new Set(operations.filter(({ endedAt }) => endedAt !== undefined).map(({ id }) => id))
  const locks = await world.db.kysely.selectFrom('eni_lock').selectAll().execute()
  const claims = await world.db.kysely.selectFrom('ip_claim').selectAll().execute()
  return [
    ...locks.filter((lock) => ended.has(lock.operation_id)).map((lock) => `${lock.operation_id}: ended, and still has ${lock.eni_id}`),
    ...claims
      .filter((claim) => ended.has(claim.operation_id) && claim.until === null)
      .map((claim) => `${claim.operation_id}: ended, and still claims ${claim.ip}`),
    ...operations
      .filter((operation) => operation.endedAt === undefined && operation.state !== 'needs_attention')
      .map((operation) => `${operation.id}: still ${operation.state}${operation.error ? ` (${operation.error.code})` : ''}`),
    ...operations
      .filter((operation) => operation.state === 'needs_attention' && operation.error === undefined)
      .map((operation) => `${operation.id}: needs attention, and nobody knows why`),
  ]
}

async function badAudit(world: World, operations: readonly Operation[]): Promise<string[]> {
  const { faults } = await verifyAudit(world.db, auditKey)
  const rows = await world.db.kysely.selectFrom('audit').select(['operation_id', 'phase', 'at']).execute()
  const of = (id: string, phase: string) => rows.filter((row) => row.operation_id === id && row.phase === phase)
  const wrong = faults.length > 0 ? [`the audit log: ${JSON.stringify(faults)}`] : []
  for (const { id, endedAt } of operations) {
    if (of(id, 'intent').length !== 1) wrong.push(`${id}: ${of(id, 'intent').length} rows of intent in the audit log`)
    const completions = of(id, 'completion').length
    if (completions !== (endedAt === undefined ? 0 : 1)) wrong.push(`${id}: ${completions} rows of completion in the audit log`)
  }
  return wrong
}
