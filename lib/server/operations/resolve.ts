import type { ResolutionBody } from '#lib/schema/operation.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { Audit } from '#lib/server/audit/audit.ts'
import { bumpCounter } from '#lib/server/db/change-counter.ts'
import type { Tx } from '#lib/server/db/transact.ts'
import { adopting } from './adopt.ts'
import { isOpen, isSettled, loadOperations, UnreadableOperation, type LoadedOperation } from './loaded.ts'
import { notResolvable } from './refusals.ts'
import { retrying } from './retry.ts'
import { applyChange, type Change } from './write.ts'

type By = { actor: string; now: number; cloudNow: (account: string) => number; placedMs: number }

/**
 * A person's decision about an operation that the evidence did not settle. Throws AppError `not_found` and `not_resolvable`,
 * whose `params.why` says why (refusals.ts). The caller's transaction holds it together with its audit row.
 */
export async function resolveOperation(tx: Tx, audit: Audit, id: string, body: ResolutionBody, by: By): Promise<LoadedOperation> {
  const { actor, now } = by
  const [operation] = await loadOperations(tx, [id])
  if (operation instanceof UnreadableOperation) throw notResolvable(id, 'unreadable')
  if (!operation) throw new AppError('not_found')
  if (!isOpen(operation)) throw notResolvable(id, 'ended')
  if (body.action === 'check') return check(tx, audit, operation, actor, now)
  if (operation.state !== 'needs_attention') throw notResolvable(id, 'not_stuck')
  const change = await changeOf(tx, operation, body, by)
  // The worker that may be looking right now loses it: its write would name the fence before this one.
  const fence = operation.fence + 1
  await tx.updateTable('operation').set({ fence, owner: null, lease_until: 0, next_at: now }).where('id', '=', id).execute()
  const resolution = { actor, action: body.action, reason: body.reason, ...(body.action === 'adopt' ? { addresses: body.addresses } : {}) }
  return applyChange(tx, audit, { id, fence }, { ...change, resolution }, now)
}

function changeOf(
  tx: Tx,
  operation: LoadedOperation,
  body: ResolutionBody,
  { actor, now, cloudNow, placedMs }: By,
): Change | Promise<Change> {
  switch (body.action) {
    case 'adopt':
      return adopting(tx, operation, body.addresses ?? [], { now, placedMs })
    case 'retry':
      return retrying(tx, operation, actor, { now, cloudNow: cloudNow(operation.account) })
    default:
      return closing(operation)
  }
}

/** Look now instead of at the next turn. */
async function check(tx: Tx, audit: Audit, operation: LoadedOperation, actor: string, now: number): Promise<LoadedOperation> {
  const { id, account, region, eni_id: target } = operation
  await tx
    .updateTable('operation')
    .set((eb) => ({ next_at: now, version: eb('version', '+', 1), updated_at: now }))
    .where('id', '=', id)
    .execute()
  await bumpCounter(tx)
  await audit.record(tx, { at: now, actor, action: 'check', phase: 'resolution', operationId: id, account, region, target })
  return { ...operation, version: operation.version + 1, updated_at: now }
}

function closing(operation: LoadedOperation): Change {
  const open = operation.steps.filter((step) => !isSettled(step))
  return {
    steps: open.map((step) => ({
      n: step.n,
      state: 'failed',
      progress: { ...step.progress, evidence: 'person', error: { code: 'closed_by_person' } },
    })),
    addresses: open.flatMap((step) =>
      step.addresses
        .filter((address) => address.outcome === 'pending' || address.outcome === 'unknown')
        .map((address) => ({ n: step.n, ip: address.ip, outcome: 'failed' as const, cause: 'closed_by_person' as const })),
    ),
  }
}
