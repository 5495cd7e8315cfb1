import { CloudError, type CloudWrite, type WriteOutcome, type WriteStamp } from '#lib/server/cloud/client.ts'
import { tokenGroup } from './attempts.ts'
import { restOf, withDeadline, type Rest, type Turn } from './context.ts'
import { clientToken } from './ids.ts'
import { kindOf } from './kinds.ts'
import type { LoadedStep } from './loaded.ts'
import { paceOf } from './plan-again.ts'
import { isAnswerToAnother } from './others-answer.ts'
import { afterOutcome, mismatched } from './outcome.ts'
import type { Progress } from './progress.ts'
import type { AddressChange } from './settle.ts'

/** What one request is about. `settled`: addresses that need no request any more, written in the same commit. */
export type Request = {
  addresses: readonly { ip: string; primary: boolean }[]
  baseline: string[]
  baselineAt: number
  /** When the addresses had been created, where that is known. */
  created?: ReadonlyMap<string, string> | undefined
  settled: AddressChange[]
  progress: Progress
}

/** `sending` committed, then at most one request on the wire, then its answer committed. */
export async function putOut(turn: Turn, step: LoadedStep, request: Request): Promise<Rest> {
  const { options, operation } = turn
  const sending = await commitSending(turn, step, request)
  await options.observe?.('before_send', operation.id)
  const outcome = await putOnTheWire(turn, kindOf(operation).write(turn, step, request.addresses), sending.stamp)
  await options.observe?.('answered', operation.id)
  const after = await turn.commit(async (tx) => {
    const isOthers = await isAnswerToAnother(tx, operation, sending.stamp.clientToken, outcome)
    return afterOutcome(sending.step, isOthers ? mismatched(outcome) : outcome, paceOf(turn))
  })
  const rest = restOf(after, options.clock.now())
  await options.observe?.('recorded', operation.id)
  return rest
}

async function putOnTheWire({ options, waits, client, operation }: Turn, write: CloudWrite, stamp: WriteStamp): Promise<WriteOutcome> {
  try {
    return await withDeadline(options.clock, waits.sendTimeoutMs, () => client.write(operation.region, write, stamp))
  } catch (error) {
    options.onFault?.(error, operation.id)
    // The driver never throws; if it does, nobody can say what it had done by then.
    return { kind: 'unknown', cause: error instanceof CloudError ? error.reason : 'unknown_code' }
  }
}

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
      created_times: request.created ? JSON.stringify(Object.fromEntries(request.created)) : null,
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
