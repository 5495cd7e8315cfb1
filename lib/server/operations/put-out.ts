import { CloudError, type AssignParams, type CloudEni, type WriteOutcome, type WriteStamp } from '#lib/server/cloud/client.ts'
import { tokenGroup } from './attempts.ts'
import { restOf, withDeadline, type Rest, type Turn } from './context.ts'
import { namedByOthers } from './held.ts'
import { clientToken } from './ids.ts'
import { isGood, type LoadedStep } from './loaded.ts'
import { afterOutcome } from './outcome.ts'
import type { Progress } from './progress.ts'
import type { AddressChange } from './settle.ts'

/** What one request is about. `settled`: addresses that need no request any more, written in the same commit. */
export type Request = {
  addresses: readonly { ip: string; primary: boolean }[]
  baseline: string[]
  baselineAt: number
  settled: AddressChange[]
  progress: Progress
}

/** `sending` committed, then at most one request on the wire, then its answer committed. */
export async function putOut(turn: Turn, step: LoadedStep, request: Request): Promise<Rest> {
  const { options, operation, waits } = turn
  const sending = await commitSending(turn, step, request)
  await options.observe?.('before_send', operation.id)
  const target = { vpcId: operation.vpc_id, eniId: operation.eni_id }
  const params: AssignParams =
    step.count === undefined
      ? { ...target, mode: 'explicit', addresses: [...request.addresses] }
      : { ...target, mode: 'count', count: step.count, ...(step.qosLevel === undefined ? {} : { qosLevel: step.qosLevel }) }
  const outcome = await putOnTheWire(turn, params, sending.stamp)
  await options.observe?.('answered', operation.id)
  const after = await turn.commit(afterOutcome(sending.step, outcome, { now: options.clock.now(), waits, random: options.random }))
  const rest = restOf(after, options.clock.now())
  await options.observe?.('recorded', operation.id)
  return rest
}

/** A fresh read united with everything that the journal places on this ENI. */
export async function baselineOf({ options, operation, waits }: Turn, eni: CloudEni): Promise<string[]> {
  const others = await namedByOthers(options.db.kysely, operation, options.clock.now() - waits.placedMs)
  const own = operation.steps.flatMap((step) => step.addresses.filter(isGood).map((address) => address.ip))
  return [...new Set([...eni.privateIps.map((address) => address.ip), ...others, ...own])]
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
export const isMoving = (eni: CloudEni): boolean =>
  eni.privateIps.some((address) => ['pending', 'migrating', 'deleting'].includes(address.state ?? ''))

async function commitSending(turn: Turn, step: LoadedStep, request: Request): Promise<{ stamp: WriteStamp; step: LoadedStep }> {
  const { options, operation, client, waits, held } = turn
  const { clock } = options
  const wallAtCommit = clock.now()
  const monotonicAtCommit = clock.monotonic()
  const offset = client.clockOffsetMs()
  const timestampSeconds = Math.floor((wallAtCommit + offset) / 1000)
  const sendBefore = wallAtCommit + waits.sendWindowMs
  const traceId = options.ids.traceId()
  const nonce = String(1 + Math.floor(options.random() * 2_147_483_646))
  const addresses = request.addresses.map((address) => address.ip)
  const group = tokenGroup(step, addresses)
  const token = clientToken({ account: operation.account, operationId: operation.id, n: step.n, addresses, group })
  const sending = await turn.commit({
    steps: [{ n: step.n, state: 'sending', progress: request.progress }],
    addresses: request.settled,
    newAttempt: {
      operation_id: operation.id,
      step_n: step.n,
      k: step.attempts.length + 1,
      api: client.api,
      addresses: JSON.stringify(addresses),
      baseline: JSON.stringify(request.baseline),
      baseline_at: request.baselineAt,
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
