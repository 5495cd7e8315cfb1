import { toOperationCause } from '#lib/schema/operation-cause.ts'
import { CloudError, type CloudEni } from '#lib/server/cloud/client.ts'
import { difference, presence, sameAddresses } from './compare.ts'
import { readEni, restOf, withDeadline, type Rest, type Turn } from './context.ts'
import { namedByOthers } from './held.ts'
import { lastAttempt, type LoadedAttempt, type LoadedStep } from './loaded.ts'
import { lookAgain } from './look-again.ts'
import { resolveByLooking } from './look.ts'
import type { Progress } from './progress.ts'
import { causeOnly, raise, settleDone, settleFailed } from './settle.ts'
import { backOff } from './waits.ts'
import type { Change } from './write.ts'

/** An accepted step: asks for the task until it ended, then reads the ENI back. Only that read makes it succeeded. */
export async function follow(turn: Turn, step: LoadedStep): Promise<Rest> {
  const { options, operation } = turn
  const attempt = lastAttempt(step)
  if (!attempt || step.taskId === undefined) return resolveByLooking(turn, step)
  if (!step.progress.task) return pollTask(turn, step, step.taskId)
  let read: Awaited<ReturnType<typeof readEni>>
  try {
    read = await readEni(turn)
  } catch (error) {
    return unreadable(turn, step, error)
  }
  await options.observe?.('read_back', operation.id)
  // Younger operations, and such as had placed something shortly before this one was sent.
  const others =
    step.count === undefined ? [] : await namedByOthers(options.db.kysely, operation, attempt.committed_at - turn.waits.placedMs)
  const change = afterTask(turn, step, attempt, read, others)
  const after = await turn.commit(change)
  return restOf(after, options.clock.now())
}

async function pollTask(turn: Turn, step: LoadedStep, taskId: string): Promise<Rest> {
  const { options, operation, client, waits, held } = turn
  const { clock } = options
  const overdue = turn.since(step.progress.acceptedAt ?? 0) >= waits.attentionAfterMs
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
      const progress: Progress = { ...step.progress, unknownSince: clock.now(), looks: 0 }
      await turn.commit({
        steps: [{ n: step.n, state: 'unknown', taskId: null, progress }],
        findings: [{ code: 'task_lost', params: { taskId } }],
      })
      return 0
    }
    if (overdue) return lookAgain(turn, step, step.progress, step.progress.error ?? causeOnly(toOperationCause(error.reason)))
  }
  held.polls += 1
  return backOff(held.polls - 1, waits.pollFirstMs, waits.pollMaxMs, options.random)
}

/** The task has ended; nobody can be asked about the ENI just now. */
async function unreadable(turn: Turn, step: LoadedStep, error: unknown): Promise<Rest> {
  if (!(error instanceof CloudError)) throw error
  const since = step.progress.task?.at ?? step.progress.acceptedAt ?? 0
  const overdue = step.state === 'needs_attention' || turn.since(since) >= turn.waits.attentionAfterMs
  if (overdue) return lookAgain(turn, step, step.progress, step.progress.error ?? causeOnly(toOperationCause(error.reason)))
  return turn.waits.pollMaxMs
}

function afterTask(
  turn: Turn,
  step: LoadedStep,
  attempt: LoadedAttempt,
  read: { eni: CloudEni | undefined; at: number },
  others: readonly string[],
): Change {
  const { task } = step.progress
  const expected = expectedAddresses(step, attempt)
  const came = difference(read.eni, attempt.baseline, others)
  const seen = presence(read.eni, expected ?? came.added)
  const progress: Progress = { ...step.progress, seen: { ...step.progress.seen } }
  for (const ip of seen.ready) progress.seen[ip] = { first: progress.seen[ip]?.first ?? read.at, last: read.at }
  // What came after the ENI was given free may be the next operation's, unless it has a name.
  const decisive = expected !== undefined || !progress.lockFreed
  const right = expected ? seen.absent.length === 0 : decisive && came.added.length === step.count
  if (task?.status === 'succeeded') {
    if (right && seen.waiting.length === 0) return settleDone(step, seen.ready, 'task')
    // On its way: the task's end and the address's state need not change in the same moment.
    const patience = right ? turn.waits.attentionAfterMs : turn.waits.disagreeMs
    const error = expected
      ? causeOnly('task_succeeded_but_absent', { absent: seen.absent, present: seen.ready, waiting: seen.waiting })
      : causeOnly('difference', { expected: step.count, added: came.added, addedByOthers: came.addedByOthers })
    return readOn(turn, step, progress, patience, error)
  }
  const there = [...seen.ready, ...seen.waiting]
  if (there.length > 0)
    return readOn(
      turn,
      step,
      { ...progress, absentSince: undefined },
      turn.waits.disagreeMs,
      causeOnly('task_failed_but_present', { present: there }),
    )
  const absentSince = step.progress.absentSince ?? read.at
  if (turn.since(absentSince) - turn.since(read.at) >= turn.waits.goneMs)
    return settleFailed(step, attempt.addresses, causeOnly('task_failed'))
  const nextAt = turn.options.clock.now() + turn.waits.goneMs
  return { steps: [{ n: step.n, state: step.state, progress: { ...step.progress, absentSince }, nextAt }] }
}

/** The addresses by name, where they have names: asked for, or told by the reply to a count. */
function expectedAddresses(step: LoadedStep, attempt: LoadedAttempt): readonly string[] | undefined {
  if (step.count === undefined) return attempt.addresses
  const told = attempt.replied
  const believable =
    told &&
    told.length === step.count &&
    sameAddresses(
      told,
      told.filter((ip) => !attempt.baseline.includes(ip)),
    )
  return believable ? told : undefined
}

/** Task and ENI do not agree: a read may be stale, so look on for a while before a person is asked. */
function readOn(turn: Turn, step: LoadedStep, progress: Progress, patienceMs: number, error: ReturnType<typeof causeOnly>): Change {
  const { waits, options } = turn
  const now = options.clock.now()
  if (step.state === 'needs_attention' || (progress.task && turn.since(progress.task.at) >= patienceMs))
    return raise(turn, step, progress, error)
  const pause = backOff(progress.looks, waits.retryFirstMs, waits.pollMaxMs, options.random)
  return { steps: [{ n: step.n, state: step.state, progress: { ...progress, looks: progress.looks + 1 }, nextAt: now + pause }] }
}
