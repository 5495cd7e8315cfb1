import { difference, presence, sameAddresses } from './compare.ts'
import type { Turn } from './context.ts'
import type { Read, Sight } from './kind.ts'
import { kindOf } from './kinds.ts'
import type { LoadedAttempt, LoadedStep } from './loaded.ts'
import { undoneBy } from './looked.ts'
import type { Progress, StepError } from './progress.ts'
import { cameAmiss, causeOnly, raise, settleDone, settleFailed } from './settle.ts'
import { backOff } from './waits.ts'
import type { Change } from './write.ts'

/** `others`: of other operations. `lagging`: what the journal knows better than this read. */
type Known = { others: readonly string[]; lagging: readonly string[] }

/** What the task's end and a read make of the step together. Where they do not agree, a read may be stale: it is read on for a while. */
export function afterTask(turn: Turn, step: LoadedStep, attempt: LoadedAttempt, read: Read, known: Known): Change {
  const { task } = step.progress
  const { sight, isRight, errors } = judge(turn, step, attempt, read, known)
  const progress: Progress = { ...step.progress, seen: { ...step.progress.seen } }
  for (const ip of sight.reached) progress.seen[ip] = { first: progress.seen[ip]?.first ?? read.at, last: read.at }
  progress.undone = undoneBy(step, progress.seen, read, sight)
  if (task?.status === 'succeeded') {
    if (isRight && sight.amiss?.length) return readOn(turn, step, progress, turn.waits.disagreeMs, cameAmiss(sight.amiss))
    // Given out again, or seen by reads from before we took it away: believed when reads have shown the same for a while.
    if (isRight && known.lagging.length > 0 && sight.waiting.length === known.lagging.length) {
      const ips = [...sight.reached, ...sight.waiting]
      const before = step.progress.same
      const same = before && sameAddresses(before.ips, ips) ? before : { ips, since: read.at }
      if (turn.since(same.since) - turn.since(read.at) >= turn.waits.presentMs) return settleDone(step, ips, 'task')
      return readOn(turn, step, { ...progress, same }, turn.waits.attentionAfterMs, errors.notDone(sight))
    }
    if (isRight && sight.waiting.length === 0) return settleDone(step, sight.reached, 'task')
    // On its way: the task's end and the address's state need not change in the same moment.
    const patience = isRight ? turn.waits.attentionAfterMs : turn.waits.disagreeMs
    return readOn(turn, step, progress, patience, errors.notDone(sight))
  }
  if ([...sight.reached, ...sight.waiting, ...sight.lost].length > 0)
    return readOn(turn, step, { ...progress, absentSince: undefined }, turn.waits.disagreeMs, errors.done(sight))
  const absentSince = step.progress.absentSince ?? read.at
  if (turn.since(absentSince) - turn.since(read.at) >= turn.waits.goneMs)
    return settleFailed(step, attempt.addresses, causeOnly('task_failed'))
  const nextAt = turn.options.clock.now() + turn.waits.goneMs
  return { steps: [{ n: step.n, state: step.state, progress: { ...step.progress, absentSince }, nextAt }] }
}

type Judged = { sight: Sight; isRight: boolean; errors: { notDone(sight: Sight): StepError; done(sight: Sight): StepError } }

function judge(turn: Turn, step: LoadedStep, attempt: LoadedAttempt, read: Read, { others, lagging }: Known): Judged {
  const { see, errors } = kindOf(turn.operation)
  const expected = expectedAddresses(step, attempt)
  const came = difference(read.eni, attempt.baseline, others)
  // Other addresses came than the reply to a count named: it may have been somebody else's reply. A person sees what came.
  const isStrange = step.count !== undefined && came.added.length > 0 && expected?.some((ip) => came.added.includes(ip)) === false
  if (expected && !isStrange) {
    const sight = see(turn, read, expected, step)
    return { sight, isRight: sight.unchanged.length === 0 && sight.lost.length === 0, errors }
  }
  const { ready, waiting } = presence(
    read.eni,
    came.added.filter((ip) => !lagging.includes(ip)),
  )
  return {
    sight: { reached: ready, waiting: [...waiting, ...lagging], unchanged: [], lost: [] },
    // What came after the ENI was given free may be the next operation's, unless it has a name.
    isRight: !isStrange && !step.progress.lockFreed && came.added.length === step.count,
    errors: { ...errors, notDone: () => causeOnly('difference', { expected: step.count, ...came }) },
  }
}

/** The addresses by name, where they have names: asked for, or told by the reply to a count. */
export function expectedAddresses(step: LoadedStep, attempt: LoadedAttempt): readonly string[] | undefined {
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

function readOn(turn: Turn, step: LoadedStep, progress: Progress, patienceMs: number, error: StepError): Change {
  const { waits, options } = turn
  const now = options.clock.now()
  if (step.state === 'needs_attention' || (progress.task && turn.since(progress.task.at) >= patienceMs))
    return raise(turn, step, progress, error)
  const pause = backOff(progress.looks, waits.retryFirstMs, waits.pollMaxMs, options.random)
  return { steps: [{ n: step.n, state: step.state, progress: { ...progress, looks: progress.looks + 1 }, nextAt: now + pause }] }
}
