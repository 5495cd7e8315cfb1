import { CloudError } from '#lib/server/cloud/client.ts'
import { toOperationCause, type OperationCause } from '#lib/schema/operation-cause.ts'
import { restOf, type Rest, type Turn } from './context.ts'
import { isGoneProven, noteGone } from './gone.ts'
import { isWhole, type Read } from './kind.ts'
import { kindOf } from './kinds.ts'
import { isSettled, type LoadedOperation, type LoadedStep } from './loaded.ts'
import { paceOf, planAgain } from './plan-again.ts'
import type { StepError } from './progress.ts'
import { putOut } from './put-out.ts'
import { isLockFreed, mayStillWrite } from './repeat.ts'
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
export async function send(turn: Turn, planned: LoadedStep): Promise<Rest> {
  const { options, operation } = turn
  const commit = async (change: Change): Promise<Rest> => restOf(await turn.commit(change), options.clock.now())

  if (!(await mayStillWrite(turn, planned))) return commit(loseRight(operation))
  // The lock went when no late copy could arrive any more: from then on the ENI may be somebody else's.
  if (isLockFreed(operation)) return commit(failStep(planned, causeOnly('lock_freed')))
  const kind = kindOf(operation)
  const read = await kind.read(turn, planned).catch((error: unknown) => {
    if (error instanceof CloudError) return error
    throw error
  })
  if (read instanceof CloudError) {
    const error: StepError = {
      code: toOperationCause(read.reason),
      cloudCode: read.answer.cloudCode,
      cloudMessage: read.answer.cloudMessage,
    }
    return commit(hopeless.includes(error.code) ? failStep(planned, error) : planAgain(planned, error, paceOf(turn)))
  }
  await options.observe?.('read', operation.id)
  const step = noteGone(planned, read)
  if (!isWhole(read)) return commit(eniGone(turn, step, read))

  const plan = await kind.plan(turn, step, read)
  if (plan.kind === 'change') return commit(plan.change)
  return putOut(turn, step, {
    addresses: plan.addresses,
    baseline: await kind.baseline(turn, read),
    baselineAt: read.at,
    created: read.created,
    settled: plan.settled,
    progress: {
      ...step.progress,
      inUse: undefined,
      same: undefined,
      lagged: undefined,
      waitsFor: undefined,
      error: plan.error ?? step.progress.error,
      otherwise: plan.otherwise ?? step.progress.otherwise,
    },
  })
}

function eniGone(turn: Turn, step: LoadedStep, read: Read): Change {
  if (isGoneProven(turn, step, read)) return failStep(step, causeOnly('eni_not_found'))
  const progress = { ...step.progress, waitsFor: causeOnly('eni_not_found') }
  return { steps: [{ n: step.n, state: 'planned', progress, nextAt: turn.options.clock.now() + turn.waits.goneMs }] }
}

function loseRight(operation: LoadedOperation): Change {
  const open = operation.steps.filter((step) => !isSettled(step)).map((step) => failStep(step, causeOnly('right_lost')))
  return { steps: open.flatMap((change) => change.steps ?? []), addresses: open.flatMap((change) => change.addresses ?? []) }
}
