import { parseIpv4 } from '#lib/ip/ipv4.ts'
import type { Finding } from '#lib/schema/operation.ts'
import type { OperationCause } from '#lib/schema/operation-cause.ts'
import type { Audit } from '#lib/server/audit/audit.ts'
import { bumpCounter } from '#lib/server/db/change-counter.ts'
import type { AttemptRow, NewAttemptRow } from '#lib/server/db/schema.ts'
import type { Tx } from '#lib/server/db/transact.ts'
import { derive, doubtfulUntil } from './derive.ts'
import { watchFirstMs, watchOf } from './watch-rule.ts'
import { isOpen, loadOperation, type LoadedAddress, type LoadedOperation, type LoadedStep } from './loaded.ts'
import type { Progress } from './progress.ts'

/** Another owner has the operation, or a person ended it: whoever gets this drops it. Nothing was written. */
export class LostOperation extends Error {
  constructor(id: string) {
    super(`operation ${id} belongs to another owner now`)
    this.name = 'LostOperation'
  }
}

/** One change of an operation, as the worker and a person's decision describe it; `applyChange` writes it. */
export type Change = {
  steps?: { n: number; state: LoadedStep['state']; progress: Progress; taskId?: string | null; nextAt?: number | null }[]
  newAttempt?: NewAttemptRow
  attempt?: { n: number; k: number } & Partial<AttemptRow>
  /** Existing addresses get an outcome; an address the operation has not named yet (a count's) is added. */
  addresses?: { n: number; ip: string; outcome: LoadedAddress['outcome']; cause?: OperationCause }[]
  findings?: { code: OperationCause; params?: Record<string, unknown> }[]
  /** No late copy can arrive any more: the ENI and the addresses are free for others, though this is not settled. */
  freeLock?: boolean
  resolution?: { actor: string; action: string; reason?: string; addresses?: string[] }
}

/** Or what is to be changed follows from what the journal holds in that very transaction. */
export type Changing = Change | ((tx: Tx) => Promise<Change>)

/**
 * Writes one change in the caller's transaction: only if the operation is still open and at `fence`, else it throws
 * LostOperation. The operation's own columns follow from its steps; if the last step is settled the operation ends here,
 * with its lock, its claims and its audit row. Returns the operation as it is then.
 */
export async function applyChange(
  tx: Tx,
  audit: Audit,
  held: { id: string; fence: number },
  change: Change,
  now: number,
): Promise<LoadedOperation> {
  await writeParts(tx, held.id, change)
  const before = await loadOperation(tx, held.id)
  if (!before || !isOpen(before)) throw new LostOperation(held.id)
  const derived = derive(before)
  const touched = await tx
    .updateTable('operation')
    .set((eb) => ({
      state: derived.state,
      unconfirmed: derived.unconfirmed ? 1 : 0,
      evidence: derived.evidence,
      error: derived.error ? JSON.stringify(derived.error) : null,
      findings: JSON.stringify(addFindings(before.findings, change, now)),
      version: eb('version', '+', 1),
      updated_at: now,
      ...(derived.ended ? { ended_at: now, next_at: null, owner: null, lease_until: 0 } : {}),
    }))
    .where('id', '=', held.id)
    .where('fence', '=', held.fence)
    .executeTakeFirst()
  if (touched.numUpdatedRows !== 1n) throw new LostOperation(held.id)
  if (derived.ended) await release(tx, before, now)
  else if (change.freeLock) {
    await tx.deleteFrom('eni_lock').where('operation_id', '=', held.id).execute()
    await tx.deleteFrom('ip_claim').where('operation_id', '=', held.id).execute()
  }
  await bumpCounter(tx)
  const after = await loadOperation(tx, held.id)
  if (!after) throw new LostOperation(held.id)
  const about = { at: now, operationId: after.id, account: after.account, region: after.region, target: after.eni_id }
  if (change.resolution) {
    const { actor, action, reason, addresses } = change.resolution
    await audit.record(tx, { ...about, actor, action, phase: 'resolution', data: { reason, addresses, state: after.state } })
  }
  if (derived.ended) await audit.record(tx, { ...about, actor: after.actor, action: after.kind, phase: 'completion', data: summary(after) })
  return after
}

async function writeParts(tx: Tx, id: string, change: Change): Promise<void> {
  for (const step of change.steps ?? []) {
    await tx
      .updateTable('operation_step')
      .set({
        state: step.state,
        progress: JSON.stringify(step.progress),
        next_at: step.nextAt ?? null,
        ...(step.taskId === undefined ? {} : { task_id: step.taskId }),
      })
      .where('operation_id', '=', id)
      .where('n', '=', step.n)
      .execute()
  }
  if (change.newAttempt) await tx.insertInto('operation_attempt').values(change.newAttempt).execute()
  if (change.attempt) {
    const { n, k, ...set } = change.attempt
    await tx.updateTable('operation_attempt').set(set).where('operation_id', '=', id).where('step_n', '=', n).where('k', '=', k).execute()
  }
  for (const address of change.addresses ?? []) await writeAddress(tx, id, address)
}

async function writeAddress(tx: Tx, id: string, address: NonNullable<Change['addresses']>[number]): Promise<void> {
  const ip = parseIpv4(address.ip)
  // The cloud named something that is no IPv4 address: there is no place to keep it as one.
  if (ip === undefined) return
  const set = { outcome: address.outcome, cause: address.cause ?? null }
  const updated = await tx.updateTable('operation_address').set(set).where('operation_id', '=', id).where('ip', '=', ip).executeTakeFirst()
  if (updated.numUpdatedRows > 0n) return
  const { last } = await tx
    .selectFrom('operation_address')
    .select((eb) => eb.fn.max('position').as('last'))
    .where('operation_id', '=', id)
    .executeTakeFirstOrThrow()
  await tx
    .insertInto('operation_address')
    .values({
      operation_id: id,
      position: Number(last ?? -1) + 1,
      step_n: address.n,
      ip,
      is_primary: 0,
      eip_id: null,
      eip_public_ip: null,
      ...set,
    })
    .execute()
}

export function addFindings(present: Finding[], change: Pick<Change, 'findings'>, now: number): Finding[] {
  const findings = [...present]
  for (const { code, params } of change.findings ?? []) {
    const same = (finding: Finding) => finding.code === code && JSON.stringify(finding.params) === JSON.stringify(params)
    if (!findings.some(same)) findings.push({ code, at: new Date(now).toISOString(), ...(params ? { params } : {}) })
  }
  return findings
}

/**
 * The end: the ENI is free at once; an address for which a late copy may still arrive is kept from others until it cannot. That this time
 * is over is for those to judge who know the cloud's clock.
 */
async function release(tx: Tx, operation: LoadedOperation, now: number): Promise<void> {
  await tx.deleteFrom('eni_lock').where('operation_id', '=', operation.id).execute()
  const until = doubtfulUntil(operation)
  for (const address of operation.steps.flatMap((step) => step.addresses)) {
    const end = until.get(address.ip)
    const ip = parseIpv4(address.ip)
    if (end === undefined || ip === undefined) continue
    await tx.updateTable('ip_claim').set({ until: end }).where('operation_id', '=', operation.id).where('ip', '=', ip).execute()
  }
  await tx.deleteFrom('ip_claim').where('operation_id', '=', operation.id).where('until', 'is', null).execute()
  const watch = watchOf(operation, now)
  if (watch)
    await tx
      .insertInto('operation_watch')
      .values({ ...watch, next_at: Math.min(watch.until, now + watchFirstMs) })
      .execute()
}

const summary = (operation: LoadedOperation): Record<string, unknown> => ({
  state: operation.state,
  evidence: operation.evidence ?? undefined,
  error: operation.error ?? undefined,
  toEniId: operation.to_eni_id ?? undefined,
  note: operation.asked.note,
  eipsObservedAt: operation.eips_observed_at === null ? undefined : new Date(operation.eips_observed_at).toISOString(),
  addresses: operation.steps.flatMap((step) => step.addresses).map(({ ip, outcome, cause, eip }) => ({ ip, outcome, cause, eip })),
})
