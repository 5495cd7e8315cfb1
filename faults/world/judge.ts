import type { LedgerRow } from '#emulator/ledger.ts'
import type { Operation } from '#lib/schema/operation.ts'
import { verifyAudit } from '#lib/server/audit/verify.ts'
import { attemptsOf, deedsOf, ownerOf, type Attempt, type Deeds } from './deeds.ts'
import { whereaboutsIn } from './whereabouts.ts'
import { auditKey, type World } from './world.ts'

export type Judgement = { wrong: string[]; doubles: number; losts: number }

/** What is done again though somebody else, whom no journal of ours can tell to wait, has undone it. */
export const undoesAStranger = /double effect: done again after it had been undone: (\S+ \(somebody else\) ?)+$/

/**
 * What must hold after whatever happened, once everything that can settle itself has had its time: no effect twice, none that nobody
 * knows of, nothing said that is not so, nothing left behind, and a log that nobody can have changed.
 */
export async function judge(world: World): Promise<Judgement> {
  const wrong: string[] = []
  let [doubles, losts] = [0, 0]
  const operations = (await world.journal.list({ limit: 200 })).items
  const deeds = await deedsOf(world)
  const attempts = await attemptsOf(world)
  const wasOn = whereaboutsIn(world)
  for (const operation of operations) {
    const { done, most, again } = deeds.get(operation.id) ?? { done: [], most: 0, again: [] }
    const twice = twiceOver(operation, { done, most, again })
    if (twice !== undefined) {
      doubles += 1
      wrong.push(`${operation.id}: double effect: ${twice}`)
    }
    const strangers = done.filter((ip) => operation.mode !== 'count' && !operation.addresses.some((address) => address.ip === ip))
    if (strangers.length > 0) wrong.push(`${operation.id}: changed ${strangers.join(' ')}, which nobody asked for`)
    const others = operations.filter(({ id, eniId }) => eniId === operation.eniId && id !== operation.id)
    const lost = done.filter(
      (ip) =>
        isInForce(world, operation, ip) &&
        lastToTouch(world, ip, attempts) === operation.id &&
        !tells(operation, ip) &&
        !others.some((one) => mentions(one, ip)),
    )
    if (lost.length > 0) {
      losts += lost.length
      wrong.push(`${operation.id} (${operation.state}): lost effect: ${lost.join(' ')} is changed and no operation tells`)
    }
    wrong.push(...untrue(world, operation, attempts, wasOn))
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
    .map((row) => `a request of ours stands in no journal: ${row.action}, ${row.verdict ?? 'under way'} ${JSON.stringify(row.effect)}`)
}

/** What was done more often than it was asked for; undefined: nothing. */
function twiceOver(operation: Operation, { done, most, again }: Pick<Deeds, 'done' | 'most' | 'again'>): string | undefined {
  const asked = operation.count ?? operation.addresses.length
  if (operation.kind === 'assign' && most > asked)
    return `asked for ${asked}, at one moment ${most} of its addresses were there (${done.join(' ')})`
  const of = (list: typeof again) => list.map(({ ip, by }) => `${ip} (${by ?? 'somebody else'})`).join(' ')
  return again.length > 0 ? `done again after it had been undone: ${of(again)}` : undefined
}

const eniHas = (world: World, eniId: string | undefined, ip: string): boolean =>
  world.cloud.world.enis.get(eniId ?? '')?.addresses.some((address) => address.ip === ip) ?? false

/** The cloud is as the operation wants it, for this address. */
const isInForce = (world: World, { kind, eniId, toEniId }: Operation, ip: string): boolean =>
  kind === 'release' ? !eniHas(world, eniId, ip) : eniHas(world, kind === 'move' ? toEniId : eniId, ip)

const touches = ({ effect }: LedgerRow, ip: string): boolean =>
  effect !== null && (effect.added.includes(ip) || effect.removed.includes(ip) || effect.moved.some((moved) => moved.ip === ip))

/** Whose change of the address was the last one that stayed; undefined: none of ours. */
const lastToTouch = (world: World, ip: string, attempts: readonly Attempt[]): string | undefined => {
  const last = world.cloud.ledger.rows().findLast((row) => touches(row, ip) && !row.reverted?.ips.includes(ip))
  return last && ownerOf(last, attempts)
}

/** The journal tells that this operation did it: as a result, or to the person who is asked, or as a finding after the end. */
const tells = (operation: Operation, ip: string): boolean =>
  operation.addresses.some((address) => address.ip === ip && isGood(address)) ||
  // Still in the cloud's hands, and said to be.
  operation.error?.code === 'task_still_running' ||
  mentions(operation, ip)

/** It is told of as something that is there, whoever did it: also by one that only watches the ENI. */
function mentions({ state, adoptable, undone, error, findings }: Operation, ip: string): boolean {
  if (state === 'needs_attention') return JSON.stringify([adoptable, undone, error, findings]).includes(`"${ip}"`)
  return findings.some((finding) => JSON.stringify(finding.params ?? {}).includes(`"${ip}"`))
}

const isGood = ({ outcome }: Operation['addresses'][number]): boolean => outcome === 'done' || outcome === 'already_there'

/** What is said to be so and never was while it was asked for; and what is said to be done and is not in force, unless somebody changed it since. */
function untrue(world: World, operation: Operation, attempts: readonly Attempt[], wasOn: ReturnType<typeof whereaboutsIn>): string[] {
  const { id, kind, eniId, toEniId } = operation
  const wanted = kind === 'move' ? toEniId : eniId
  const span = world.moments.of(id)
  const never = operation.addresses
    .filter((address) => isGood(address) && !wasOn(address.ip, span, (where) => (kind === 'release' ? where !== wanted : where === wanted)))
    .map(({ ip, outcome }) => `${ip} ${outcome}`)
  const said = operation.addresses.filter(({ outcome }) => outcome === 'done').map(({ ip }) => ip)
  // By the ledger alone: the clocks of the cloud and of the servers may be set apart.
  const isChangedSince = (ip: string) => {
    const rows = world.cloud.ledger.rows().filter((row) => touches(row, ip))
    const own = rows.findLast((row) => ownerOf(row, attempts) === id)
    return rows.some((row) => row.id > (own?.id ?? 0) && ownerOf(row, attempts) !== id)
  }
  const missing = said.filter((ip) => !isInForce(world, operation, ip) && !isChangedSince(ip))
  const wrong = missing.length > 0 ? [`${id}: says that ${missing.join(' ')} was done, and it is not`] : []
  if (never.length > 0) wrong.push(`${id}: says ${never.join(', ')}, and it never was so while it was asked for`)
  if (operation.state === 'succeeded' && operation.mode === 'count' && said.length !== operation.count)
    wrong.push(`${id}: succeeded with ${said.length} of ${operation.count ?? 0} addresses`)
  return wrong
}

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
