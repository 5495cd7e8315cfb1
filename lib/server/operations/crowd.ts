/**
 * Many accepted operations of one region at once: their ENIs are read by a hundred to a call instead of their tasks one by one, whose
 * action has a low limit. What an ENI shows as done ends an operation whose kind needs no second proof; else it is the sign to ask for the
 * task. Every task is asked for once in a while all the same: one that failed changes nothing that could be seen.
 */
import type { Clock } from '#lib/server/base/clock.ts'
import { CloudError, type CloudClient, type CloudEni, type Observed } from '#lib/server/cloud/client.ts'
import { expectedAddresses } from './after-task.ts'
import { leftOtherwise } from './contradicted.ts'
import { restOf, type Rest, type Turn } from './context.ts'
import { kindOf } from './kinds.ts'
import type { LoadedAttempt, LoadedStep } from './loaded.ts'
import { settleDone } from './settle.ts'
import { pollPause, type Waits } from './waits.ts'

/** `askedAt`: when its task was asked for, or when it came; both monotonic milliseconds. */
type Member = { seenAt: number; askedAt: number }
/** `isCrowd`: it has been one, and few enough to be followed one by one are not left yet: many that end together would all ask at once. */
type Group = { members: Map<string, Member>; nextTaskAt: number; isCrowd: boolean }
type EniRead = Observed<CloudEni | undefined>
type Question = { eniId: string; resolve: (read: EniRead) => void; reject: (error: unknown) => void }

export type Crowd = {
  /** What to do about an accepted step instead of asking for its task: rest so long. Undefined: ask for the task. */
  look(turn: Turn, step: LoadedStep, attempt: LoadedAttempt): Promise<Rest | undefined>
  /** The same turn, in which the ENIs of a crowd are read together with those of others. */
  together(turn: Turn): Turn
  /** How long to rest after a look that settled nothing: longer the longer it takes, and the more there are. */
  pause(turn: Turn, step: LoadedStep): Rest
  /** The operation has ended. */
  leave(id: string): void
}

export function createCrowd(clock: Clock, waits: Waits, random: () => number): Crowd {
  const groups = new Map<string, Group>()
  const askings = new Map<string, Question[]>()

  const keyOf = ({ operation }: Turn) => `${operation.account}/${operation.region}`

  /** Counts the operation in. Whoever has not come for long has ended, or is another worker's. */
  const join = (key: string, id: string): { group: Group; member: Member } => {
    const group = groups.get(key) ?? { members: new Map(), nextTaskAt: Number.NEGATIVE_INFINITY, isCrowd: false }
    groups.set(key, group)
    const now = clock.monotonic()
    const member = group.members.get(id) ?? { seenAt: now, askedAt: now }
    member.seenAt = now
    group.members.delete(id)
    group.members.set(id, member)
    for (const [other, { seenAt }] of group.members) {
      if (now - seenAt <= waits.crowdGoneMs) break
      group.members.delete(other)
    }
    return { group, member }
  }

  /** Asks together with all who ask within the same moment. */
  const readTogether = (key: string, region: string, client: CloudClient, eniId: string): Promise<EniRead> =>
    new Promise((resolve, reject) => {
      const open = askings.get(key)
      if (open) return void open.push({ eniId, resolve, reject })
      const questions: Question[] = [{ eniId, resolve, reject }]
      askings.set(key, questions)
      void clock.sleep(waits.crowdWindowMs).then(() => {
        askings.delete(key)
        return answer(questions, region, client)
      })
    })

  const together = (turn: Turn): Turn => {
    const key = keyOf(turn)
    if (!turn.client.getEnis || !groups.get(key)?.isCrowd) return turn
    const getEni: CloudClient['getEni'] = (region, _vpcId, eniId) => readTogether(key, region, turn.client, eniId)
    return { ...turn, client: { ...turn.client, getEni } }
  }

  /** v2 publishes no limit: half of what v3 has. */
  const tasksPerSecond = (turn: Turn) => (turn.client.api === 'v2' ? waits.crowdTasksPerSecond / 2 : waits.crowdTasksPerSecond)
  const pause = (turn: Turn, step: LoadedStep): Rest => {
    const alone = pollPause(turn.since(step.progress.acceptedAt ?? 0), waits, random)
    const many = Math.min(groups.get(keyOf(turn))?.members.size ?? 0, waits.crowdMin)
    return many <= 2 ? alone : Math.max(alone, (1_000 * many) / tasksPerSecond(turn))
  }

  return {
    pause,
    together,
    leave: (id) => groups.forEach(({ members }) => members.delete(id)),

    async look(turn, step, attempt) {
      const { operation, options } = turn
      const key = keyOf(turn)
      const { group, member } = join(key, operation.id)
      group.isCrowd = group.members.size > (group.isCrowd ? Math.min(waits.crowdLeft, waits.crowdMin) : waits.crowdMin)
      if (step.state !== 'accepted' || !group.isCrowd) {
        member.askedAt = clock.monotonic()
        return undefined
      }
      /** Tasks too are asked for in turn: so many a second. */
      const askTask = (): Rest | undefined => {
        const now = clock.monotonic()
        const rest = group.nextTaskAt - now
        if (rest > 0) return Math.ceil(rest + random() * waits.pollMaxMs)
        group.nextTaskAt = now + 1_000 / tasksPerSecond(turn)
        member.askedAt = now
        return undefined
      }
      if (clock.monotonic() - member.askedAt >= waits.crowdTaskEveryMs) return askTask()
      const expected = expectedAddresses(step, attempt)
      // Without a call for many ENIs, only the turns can be taken.
      if (!turn.client.getEnis || !expected) return askTask()
      const kind = kindOf(operation)
      let sight: ReturnType<typeof kind.see>
      try {
        sight = kind.see(turn, await kind.read(ageless(together(turn)), step), expected, step)
      } catch (error) {
        if (!(error instanceof CloudError)) throw error
        return pause(turn, step)
      }
      await options.observe?.('read_back', operation.id)
      if (sight.reached.length < expected.length) return pause(turn, step)
      if (kind.provenAfterMs(attempt.api, waits) > 0 || sight.amiss?.length) return askTask()
      // Or the read may be from before our own last change.
      if ((await leftOtherwise(turn, expected)).length > 0) return askTask()
      return restOf(await turn.commit(settleDone(step, sight.reached, 'observed')), options.clock.now())
    },
  }
}

/** What an address's age would add is not asked for. */
const ageless = (turn: Turn): Turn => ({ ...turn, client: { ...turn.client, createdTimes: undefined } })

async function answer(questions: readonly Question[], region: string, client: CloudClient): Promise<void> {
  try {
    const seen = await client.getEnis?.(
      region,
      questions.map(({ eniId }) => eniId),
    )
    if (!seen) throw new CloudError('unsupported')
    const byId = new Map(seen.data.map((eni) => [eni.eniId, eni]))
    for (const { eniId, resolve } of questions) resolve({ data: byId.get(eniId), observedAt: seen.observedAt })
  } catch (error) {
    for (const { reject } of questions) reject(error)
  }
}
