import { CloudError, type AssignParams, type CloudEni, type WriteOutcome, type WriteStamp } from '#lib/server/cloud/client.ts'
import { toOperationCause, type OperationCause } from '#lib/schema/operation-cause.ts'
import { readEni, restOf, scopeOf, withDeadline, type Rest, type Turn } from './context.ts'
import { namedByOthers } from './held.ts'
import { clientToken } from './ids.ts'
import { isGood, isSettled, type LoadedOperation, type LoadedStep } from './loaded.ts'
import { afterOutcome } from './outcome.ts'
import { planAgain } from './plan-again.ts'
import { planSending } from './plan-sending.ts'
import type { StepError } from './progress.ts'
import { causeOnly, failStep } from './settle.ts'
import type { Change } from './write.ts'

/** Reads that fail like this will not come right by waiting a little: the step ends, nothing was sent. */
const hopeless: readonly OperationCause[] = [
  'forbidden',
  'unsupported',
  'https_required',
  'account_blocked',
  'vpc_not_found',
  'invalid_parameter',
]

/**
 * One attempt of a planned step: right, fresh read, `sending` committed, then at most one request on the wire, then its
 * answer committed. No transaction is open while the cloud is asked.
 */
export async function send(turn: Turn, step: LoadedStep): Promise<Rest> {
  const { options, operation } = turn
  const pace = () => ({ now: options.clock.now(), waits: turn.waits, random: options.random })
  const commit = async (change: Change): Promise<Rest> => restOf(await turn.commit(change), options.clock.now())

  if (!(await options.actorMayWrite(operation.actor, operation.account))) return commit(loseRight(operation))
  // The lock went when no late copy could arrive any more: from then on the ENI may be somebody else's.
  if (operation.steps.some((other) => other.progress.lockFreed)) return commit(failStep(step, causeOnly('lock_freed')))
  const read = await readEni(turn).catch((error: unknown) => {
    if (error instanceof CloudError) return error
    throw error
  })
  if (read instanceof CloudError) {
    const error: StepError = {
      code: toOperationCause(read.reason),
      cloudCode: read.answer.cloudCode,
      cloudMessage: read.answer.cloudMessage,
    }
    return commit(hopeless.includes(error.code) ? failStep(step, error) : planAgain(step, error, pace()))
  }
  await options.observe?.('read', operation.id)
  if (!read.eni) return commit(eniGone(turn, step, read.at))

  const present = read.eni.privateIps.map((address) => address.ip)
  const plan = planSending(step, present)
  for (const ip of plan.taken) options.onAddressTaken?.(scopeOf(operation), { vpcId: operation.vpc_id, ip, observedAt: read.at })
  if (plan.kind === 'change') return commit(plan.change)
  if (step.count !== undefined && isMoving(read.eni)) return commit(planAgain(step, causeOnly('eni_busy'), pace()))

  const others = await namedByOthers(options.db.kysely, operation, options.clock.now() - turn.waits.placedMs)
  const own = operation.steps.flatMap((other) => other.addresses.filter(isGood).map((address) => address.ip))
  const baseline = [...new Set([...present, ...others, ...own])]
  const sending = await commitSending(turn, step, {
    addresses: plan.addresses.map((address) => address.ip),
    baseline,
    baselineAt: read.at,
    already: plan.already,
  })
  await options.observe?.('before_send', operation.id)
  const target = { vpcId: operation.vpc_id, eniId: operation.eni_id }
  const params: AssignParams =
    step.count === undefined ? { ...target, mode: 'explicit', addresses: plan.addresses } : { ...target, mode: 'count', count: step.count }
  const outcome = await putOnTheWire(turn, params, sending.stamp)
  await options.observe?.('answered', operation.id)
  const rest = await commit(afterOutcome(sending.step, outcome, pace()))
  await options.observe?.('recorded', operation.id)
  return rest
}

async function putOnTheWire({ options, waits, client, operation }: Turn, params: AssignParams, stamp: WriteStamp): Promise<WriteOutcome> {
  try {
    return await withDeadline(options.clock, waits.sendTimeoutMs, () => client.assign(operation.region, params, stamp))
  } catch (error) {
    options.onFault?.(error, operation.id)
    // The driver never throws; if it does, nobody can say what it had done by then.
    return { kind: 'unknown', cause: error instanceof CloudError ? error.reason : 'unknown_code' }
  }
}

/** Addresses that come or go without us would end up in a count's difference. */
const isMoving = (eni: CloudEni): boolean =>
  eni.privateIps.some((address) => ['pending', 'migrating', 'deleting'].includes(address.state ?? ''))

async function commitSending(
  turn: Turn,
  step: LoadedStep,
  what: { addresses: string[]; baseline: string[]; baselineAt: number; already: string[] },
): Promise<{ stamp: WriteStamp; step: LoadedStep }> {
  const { options, operation, client, waits, held } = turn
  const { clock } = options
  const wallAtCommit = clock.now()
  const monotonicAtCommit = clock.monotonic()
  const offset = client.clockOffsetMs()
  const timestampSeconds = Math.floor((wallAtCommit + offset) / 1000)
  const sendBefore = wallAtCommit + waits.sendWindowMs
  const traceId = options.ids.traceId()
  const nonce = String(1 + Math.floor(options.random() * 2_147_483_646))
  const token = clientToken({ account: operation.account, operationId: operation.id, n: step.n, addresses: what.addresses, group: 0 })
  const sending = await turn.commit({
    steps: [{ n: step.n, state: 'sending', progress: { ...step.progress, inUse: undefined } }],
    addresses: what.already.map((ip) => ({ n: step.n, ip, outcome: 'already_there', cause: 'already_there' })),
    newAttempt: {
      operation_id: operation.id,
      step_n: step.n,
      k: step.attempts.length + 1,
      api: client.api,
      addresses: JSON.stringify(what.addresses),
      baseline: JSON.stringify(what.baseline),
      baseline_at: what.baselineAt,
      token,
      trace_id: traceId,
      nonce,
      timestamp_seconds: timestampSeconds,
      committed_at: wallAtCommit,
      send_before: sendBefore,
      dead_at: timestampSeconds * 1000 + client.signatureWindowSeconds * 1000 + Math.abs(offset) + waits.deadMarginMs,
    },
  })
  await options.observe?.('sending', operation.id)
  // Both clocks: one may have been set, the other may stand still while the machine sleeps.
  const mayStillSend = () =>
    !held.lost && clock.now() >= wallAtCommit && clock.now() <= sendBefore && clock.monotonic() - monotonicAtCommit <= waits.sendWindowMs
  return {
    stamp: { timestampSeconds, nonce, clientToken: token, traceId, mayStillSend },
    step: sending.steps.find(({ n }) => n === step.n) ?? step,
  }
}

/** "Gone" is two reads, a little apart: one may be stale. */
function eniGone(turn: Turn, step: LoadedStep, at: number): Change {
  const since = step.progress.eniGoneSince
  if (since !== undefined && at - since >= turn.waits.goneMs) return failStep(step, causeOnly('eni_not_found'))
  const nextAt = turn.options.clock.now() + turn.waits.goneMs
  return { steps: [{ n: step.n, state: 'planned', progress: { ...step.progress, eniGoneSince: since ?? at }, nextAt }] }
}

function loseRight(operation: LoadedOperation): Change {
  const open = operation.steps.filter((step) => !isSettled(step)).map((step) => failStep(step, causeOnly('right_lost')))
  return { steps: open.flatMap((change) => change.steps ?? []), addresses: open.flatMap((change) => change.addresses ?? []) }
}
