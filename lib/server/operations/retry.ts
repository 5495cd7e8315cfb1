import { parseIpv4 } from '#lib/ip/ipv4.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { Tx } from '#lib/server/db/transact.ts'
import { findLock, locksOf, refuseClaimed, takeLocks } from './accept.ts'
import { isGood, isSettled, type LoadedOperation, type LoadedStep } from './loaded.ts'
import { notResolvable } from './refusals.ts'
import type { Change } from './write.ts'

/**
 * New attempts, on a person's word: the stuck steps are unknown again, with a fresh allowance of requests, and the first
 * thing that happens is a look. Names may always be sent again; a count only when no copy of an earlier request can arrive
 * any more and nothing new was seen. Takes back the lock and the claims that were freed meanwhile. Throws AppError
 * `not_resolvable`.
 */
export async function retrying(
  tx: Tx,
  operation: LoadedOperation,
  actor: string,
  { now, cloudNow }: { now: number; cloudNow: number },
): Promise<Change> {
  const open = operation.steps.filter((step) => !isSettled(step))
  for (const step of open) refuseCount(operation.id, step, now)
  if (open.some((step) => step.progress.lockFreed)) await takeBack(tx, operation, open, cloudNow)
  return {
    steps: open.map((step) => {
      const progress = { ...step.progress, lockFreed: undefined, lockFreedAt: undefined }
      if (step.state !== 'needs_attention') return { n: step.n, state: step.state, progress, nextAt: null }
      const round = { number: (progress.round?.number ?? 0) + 1, after: step.attempts.length, by: actor }
      return {
        n: step.n,
        state: 'unknown' as const,
        taskId: null,
        progress: {
          waits: 0,
          looks: 0,
          // Seen, and gone again: a person has looked at that. What is there now is seen again by the next look.
          seen: {},
          missing: progress.missing,
          batchMax: progress.batchMax,
          evidence: progress.evidence,
          unknownSince: now,
          round,
        },
      }
    }),
    addresses: open
      .filter((step) => step.state === 'needs_attention')
      .flatMap((step) => {
        const sent = new Set(step.attempts.flatMap((attempt) => attempt.addresses))
        const doubtful = step.addresses.filter((address) => sent.has(address.ip) && address.outcome === 'pending')
        return doubtful.map(({ ip }) => ({ n: step.n, ip, outcome: 'unknown' as const }))
      }),
  }
}

function refuseCount(id: string, step: LoadedStep, now: number): void {
  if (step.count === undefined || step.state !== 'needs_attention') return
  if (step.taskId !== undefined && !step.progress.task) throw notResolvable(id, 'task_running')
  const dead = Math.max(...step.attempts.map((attempt) => attempt.dead_at))
  // Not by the wall clock, which may have been set: the worker, which knows the cloud's, frees the lock once it is sure.
  if (!step.progress.lockFreed) throw notResolvable(id, 'copy_may_arrive', { until: new Date(Math.max(dead, now)).toISOString() })
  const addresses = Object.keys(step.progress.seen)
  if (addresses.length > 0) throw notResolvable(id, 'addresses_observed', { addresses })
}

/** The ENI and the addresses were free for others since no late copy could arrive any more. */
async function takeBack(tx: Tx, operation: LoadedOperation, open: readonly LoadedStep[], cloudNow: number): Promise<void> {
  const { id, account, region, vpc_id } = operation
  const locks = locksOf(operation.eni_id, operation.to_eni_id)
  const lock = await findLock(tx, { account, region }, locks)
  if (lock) throw notResolvable(id, 'eni_busy', { operationId: lock.operation_id })
  const addresses = open
    .flatMap((step) => step.addresses.filter((address) => !isGood(address) && address.outcome !== 'failed'))
    .flatMap(({ ip, position }) => {
      const number = parseIpv4(ip)
      return number === undefined ? [] : [{ number, position }]
    })
  try {
    await refuseClaimed(tx, { account, region, vpcId: vpc_id, cloudNow }, addresses)
  } catch (error) {
    if (error instanceof AppError && (error.code === 'address_claimed' || error.code === 'address_cooling'))
      throw notResolvable(id, error.code, { operationId: error.detail.operationId })
    throw error
  }
  await takeLocks(tx, { account, region, vpcId: vpc_id, id }, locks)
  for (const { number } of addresses)
    await tx.insertInto('ip_claim').values({ account, region, vpc_id, ip: number, operation_id: id, until: null }).execute()
}
