import { toOperationCause } from '#lib/schema/operation-cause.ts'
import { CloudError } from '#lib/server/cloud/client.ts'
import { afterTask, expectedAddresses } from './after-task.ts'
import { difference } from './compare.ts'
import { restOf, withDeadline, type Rest, type Turn } from './context.ts'
import { contradicted } from './contradicted.ts'
import { noteGone } from './gone.ts'
import { namedByOthers } from './held.ts'
import type { Read } from './kind.ts'
import { kindOf } from './kinds.ts'
import { latelyBefore } from './lately.ts'
import { lastAttempt, type LoadedStep } from './loaded.ts'
import { isOverdue, lookAgain } from './look-again.ts'
import { resolveByLooking } from './look.ts'
import { noteLooked } from './looked.ts'
import type { Progress } from './progress.ts'
import { causeOnly } from './settle.ts'

/** An accepted step: asks for the task until it ended, then reads the ENI back. Only that read makes it succeeded. */
export async function follow(turn: Turn, step: LoadedStep): Promise<Rest> {
  const { options, operation } = turn
  const attempt = lastAttempt(step)
  if (!attempt || step.taskId === undefined) return resolveByLooking(turn, step)
  if (!step.progress.task) return (await turn.crowd.look(turn, step, attempt)) ?? pollTask(turn, step, step.taskId)
  let read: Read
  try {
    read = await kindOf(operation).read(turn.crowd.together(turn), step)
  } catch (error) {
    return unreadable(turn, step, error)
  }
  await options.observe?.('read_back', operation.id)
  // Younger operations, and such as had placed something shortly before this one was sent.
  const others = step.count === undefined ? [] : await namedByOthers(options.db.kysely, operation, latelyBefore(turn, attempt))
  // A count of v2, whose addresses have no names: what we took from this ENI a moment ago may be seen by a read that lags behind.
  const unnamed = expectedAddresses(step, attempt) === undefined ? difference(read.eni, attempt.baseline, others).added : []
  const change = afterTask(turn, noteLooked(noteGone(step, read), read), attempt, read, {
    others,
    lagging: await contradicted(turn, read, unnamed),
  })
  const after = await turn.commit(change)
  return restOf(after, options.clock.now())
}

async function pollTask(turn: Turn, step: LoadedStep, taskId: string): Promise<Rest> {
  const { options, operation, client, waits } = turn
  const { clock } = options
  const overdue = isOverdue(turn, step, step.progress.acceptedAt ?? 0)
  try {
    const status = await withDeadline(clock, waits.readTimeoutMs, (signal) => client.taskStatus(operation.region, taskId, signal))
    await options.observe?.('polled', operation.id)
    if (status !== 'running') {
      await turn.commit({ steps: [{ n: step.n, state: step.state, progress: { ...step.progress, task: { status, at: clock.now() } } }] })
      return 0
    }
    if (overdue) return lookAgain(turn, step, step.progress, causeOnly('task_still_running'))
  } catch (error) {
    if (!(error instanceof CloudError)) throw error
    if (error.reason === 'not_found' || error.reason === 'invalid_parameter') {
      // Nothing to ask for any more: the ENI decides, as for a request whose answer was lost.
      const progress: Progress = { ...step.progress, unknownSince: step.progress.unknownSince ?? clock.now(), looks: 0 }
      await turn.commit({
        // Once a person was asked, it is theirs to decide until something settles it.
        steps: [{ n: step.n, state: step.state === 'needs_attention' ? 'needs_attention' : 'unknown', taskId: null, progress }],
        findings: [{ code: 'task_lost', params: { taskId } }],
      })
      return 0
    }
    if (overdue) return lookAgain(turn, step, step.progress, step.progress.error ?? causeOnly(toOperationCause(error.reason)))
  }
  return turn.crowd.pause(turn, step)
}

/** The task has ended; nobody can be asked about the ENI just now. */
async function unreadable(turn: Turn, step: LoadedStep, error: unknown): Promise<Rest> {
  if (!(error instanceof CloudError)) throw error
  const since = step.progress.task?.at ?? step.progress.acceptedAt ?? 0
  const overdue = step.state === 'needs_attention' || isOverdue(turn, step, since)
  if (overdue) return lookAgain(turn, step, step.progress, step.progress.error ?? causeOnly(toOperationCause(error.reason)))
  return turn.waits.pollMaxMs
}
