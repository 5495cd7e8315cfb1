import { parseIpv4, formatIpv4 } from '#lib/ip/ipv4.ts'
import type { AssignStep } from '#lib/plan/assign-steps.ts'
import type { AssignBody } from '#lib/schema/assign.ts'
import type { Eip } from '#lib/schema/eni.ts'
import type { MoveBody } from '#lib/schema/move.ts'
import type { NoteBody } from '#lib/schema/note.ts'
import type { ReleaseBody } from '#lib/schema/release.ts'
import type { Scope } from '#lib/schema/scope.ts'
import { AppError, type AppErrorDetail } from '#lib/server/base/errors.ts'
import type { Audit } from '#lib/server/audit/audit.ts'
import { bumpCounter } from '#lib/server/db/change-counter.ts'
import type { Tx } from '#lib/server/db/transact.ts'

/** What is asked for. Of all but an assign the steps name every address (lib/plan/change-steps.ts). */
export type AcceptedBody =
  | { kind: 'assign'; body: AssignBody }
  | { kind: 'release'; body: ReleaseBody }
  | { kind: 'move'; body: MoveBody; toEniId: string }
  | { kind: 'note'; body: NoteBody }

export type AcceptInput = AcceptedBody & {
  scope: Scope
  vpcId: string
  /** Of a move: where the address is. */
  eniId: string
  steps: readonly AssignStep[]
  actor: string
  keyScope: string
  key: string
  /** `requestHash` of the request: what the key stands for. */
  hash: string
  reason?: string
  /** Of a release or a move: which EIP was on which address, and when that had been read (epoch milliseconds). */
  eips?: { of: ReadonlyMap<string, Eip>; observedAt: number }
  /** What the person saw of what changes, and what is to become of it: for the audit log. */
  change?: { before: Record<string, unknown>; after: Record<string, unknown> }
}

/** The operation that a key already stands for. Throws AppError `key_reused` if it stands for something else. */
export async function findKey(from: Tx, input: { keyScope: string; key: string; hash: string }): Promise<string | undefined> {
  const found = await from
    .selectFrom('idempotency_key')
    .selectAll()
    .where('scope', '=', input.keyScope)
    .where('key', '=', input.key)
    .executeTakeFirst()
  if (!found) return undefined
  if (found.hash !== input.hash) throw new AppError('key_reused', { operationId: found.operation_id })
  return found.operation_id
}

/**
 * Writes everything an operation needs before anything is sent: key, operation, steps, lock, claims and the audit intent.
 * Throws AppError `key_reused`, `eni_busy`, `address_claimed`, `address_cooling`; the caller's transaction then writes nothing.
 */
export async function acceptOperation(
  tx: Tx,
  audit: Audit,
  input: AcceptInput,
  id: string,
  { now, cloudNow }: { now: number; cloudNow: number },
): Promise<{ id: string; replayed: boolean }> {
  const replay = await findKey(tx, input)
  if (replay !== undefined) return { id: replay, replayed: true }
  const { account, region } = input.scope
  const { vpcId, eniId } = input
  const locks = locksOf(eniId, input.kind === 'move' ? input.toEniId : undefined)
  const lock = await findLock(tx, { account, region }, locks)
  if (lock) throw new AppError('eni_busy', { operationId: lock.operation_id, params: { eniId: lock.eni_id } })
  const named = input.steps.flatMap((step) => ('addresses' in step ? step.addresses.map((address) => ({ ...address, n: step.n })) : []))
  const addresses = named.map((address, position) => ({ ...address, position, number: toNumber(address.ip, position) }))
  await refuseClaimed(tx, { account, region, vpcId, cloudNow, pathOf: pathsOf[input.kind] }, addresses)

  await tx
    .insertInto('operation')
    .values({
      id,
      seq: await bumpCounter(tx),
      kind: input.kind,
      state: 'queued',
      unconfirmed: 0,
      version: 1,
      account,
      region,
      vpc_id: vpcId,
      eni_id: eniId,
      to_eni_id: input.kind === 'move' ? input.toEniId : null,
      mode: input.kind === 'assign' ? input.body.mode : null,
      count: input.kind === 'assign' && input.body.mode === 'count' ? input.body.count : null,
      body: JSON.stringify(input.body),
      actor: input.actor,
      reason: input.reason ?? null,
      created_at: now,
      updated_at: now,
      eips_observed_at: input.eips?.observedAt ?? null,
      ended_at: null,
      evidence: null,
      error: null,
      findings: '[]',
      next_at: now,
      owner: null,
      lease_until: 0,
      fence: 0,
    })
    .execute()
  await tx
    .insertInto('idempotency_key')
    .values({ scope: input.keyScope, key: input.key, hash: input.hash, operation_id: id, created_at: now })
    .execute()
  for (const step of input.steps) {
    const count = 'count' in step ? step.count : null
    const qosLevel = 'qosLevel' in step ? (step.qosLevel ?? null) : null
    await tx
      .insertInto('operation_step')
      .values({ operation_id: id, n: step.n, state: 'planned', count, qos_level: qosLevel, task_id: null, next_at: null, progress: '{}' })
      .execute()
  }
  for (const address of addresses) {
    const eip = input.eips?.of.get(address.ip)
    const row = {
      operation_id: id,
      position: address.position,
      step_n: address.n,
      ip: address.number,
      is_primary: address.primary ? 1 : 0,
      outcome: 'pending',
      cause: null,
      eip_id: eip?.eipId ?? null,
      eip_public_ip: eip?.publicIp ?? null,
    }
    await tx.insertInto('operation_address').values(row).execute()
    await tx.insertInto('ip_claim').values({ account, region, vpc_id: vpcId, ip: address.number, operation_id: id, until: null }).execute()
  }
  await takeLocks(tx, { account, region, vpcId, id }, locks)
  await audit.record(tx, {
    at: now,
    actor: input.actor,
    action: input.kind,
    phase: 'intent',
    operationId: id,
    account,
    region,
    target: eniId,
    data: {
      vpcId,
      body: input.body,
      reason: input.reason,
      eipsObservedAt: input.eips && new Date(input.eips.observedAt).toISOString(),
      ...input.change,
    },
  })
  return { id, replayed: false }
}

/** The ENIs that an operation keeps from others, in the order of their ids, so that two moves can never wait for each other. */
export const locksOf = (eniId: string, toEniId: string | null | undefined): string[] =>
  [...new Set([eniId, toEniId ?? eniId])].toSorted((a, b) => (a < b ? -1 : 1))

export const findLock = (tx: Tx, at: Scope, eniIds: readonly string[]) =>
  tx
    .selectFrom('eni_lock')
    .select(['operation_id', 'eni_id'])
    .where('account', '=', at.account)
    .where('region', '=', at.region)
    .where('eni_id', 'in', eniIds)
    .orderBy('eni_id')
    .executeTakeFirst()

export async function takeLocks(tx: Tx, by: Scope & { vpcId: string; id: string }, eniIds: readonly string[]): Promise<void> {
  const { account, region, vpcId, id } = by
  for (const eni_id of eniIds)
    await tx.insertInto('eni_lock').values({ account, region, eni_id, vpc_id: vpcId, operation_id: id }).execute()
}

/** Where an address stands in the body, for what is wrong with it. */
const pathsOf: Record<AcceptInput['kind'], (position: number) => string> = {
  assign: (position) => `addresses.${position}.ip`,
  release: (position) => `addresses.${position}`,
  move: () => 'ip',
  note: () => 'ip',
}

function toNumber(ip: string, index: number): number {
  const number = parseIpv4(ip)
  if (number === undefined) throw new AppError('invalid', { fields: [{ path: `addresses.${index}.ip`, code: 'malformed' }] })
  return number
}

/** Two of our operations never choose the same address, and none takes one for which a late request may still be on its way. */
export async function refuseClaimed(
  tx: Tx,
  at: { account: string; region: string; vpcId: string; cloudNow: number; pathOf?: (position: number) => string },
  addresses: readonly { number: number; position: number }[],
): Promise<void> {
  if (addresses.length === 0) return
  const numbers = addresses.map((address) => address.number)
  const inVpc = tx
    .deleteFrom('ip_claim')
    .where('account', '=', at.account)
    .where('region', '=', at.region)
    .where('vpc_id', '=', at.vpcId)
    .where('ip', 'in', numbers)
  await inVpc.where('until', '<=', at.cloudNow).execute()
  const claims = await tx
    .selectFrom('ip_claim')
    .selectAll()
    .where('account', '=', at.account)
    .where('region', '=', at.region)
    .where('vpc_id', '=', at.vpcId)
    .where('ip', 'in', numbers)
    .execute()
  const first = claims.find((claim) => claim.until === null) ?? claims[0]
  if (!first) return
  const fields: NonNullable<AppErrorDetail['fields']> = addresses.flatMap(({ number, position }) => {
    const claim = claims.find(({ ip }) => ip === number)
    if (!claim) return []
    const params = {
      ip: formatIpv4(number),
      operationId: claim.operation_id,
      ...(claim.until === null ? {} : { until: new Date(claim.until).toISOString() }),
    }
    return [{ path: (at.pathOf ?? pathsOf.assign)(position), code: claim.until === null ? 'claimed' : 'cooling', params }]
  })
  throw new AppError(first.until === null ? 'address_claimed' : 'address_cooling', { operationId: first.operation_id, fields })
}
