/** What stands between a driver and the wire: the pace of each action, and the breaker of each region. One per account and endpoint. */
import 'server-only'
import type { Clock } from '#lib/server/base/clock.ts'
import { asCloudError } from './as-cloud-error.ts'
import { createBreaker, lessonOf, PausedError, type Breaker, type Lesson, type RequestKind } from './breaker.ts'
import type { CloudAnswer, CloudCause, Outage, WriteOutcome } from './client.ts'
import type { CloudLimits } from './limits.ts'
import { createPace, type Pace, type Urgency } from './pace.ts'

export type UpstreamOptions = {
  limits: CloudLimits
  clock: Clock
  random: () => number
  /** How many servers share the account now. Without it: this one alone. */
  servers?: () => number
}
type InRegion = { region: string }

export type Upstream = {
  pace: Pace
  /** Throws PausedError where a read would not be let through: to be asked before it queues. */
  mustBeAsked(region: string, urgency: Urgency): void
  /** The same request, not put on the wire while its region does not answer. */
  guardRead<R extends InRegion, A>(onWire: (request: R) => Promise<A>): (request: R, urgency: Urgency) => Promise<A>
  /** The same, but always put on the wire: a person wants to know. */
  guardTest<R extends InRegion, A>(onWire: (request: R) => Promise<A>): (request: R) => Promise<A>
  /** Sends a change in its turn. While its region does not answer: `not_sent`. Never throws what `send` does not. */
  write(region: string, action: string, send: () => Promise<WriteOutcome>): Promise<WriteOutcome>
  /** Since when a region has not answered. Undefined: it answers, as far as anybody knows. */
  outage(region: string): Outage | undefined
  close(): void
}

export function createUpstream({ limits, clock, random, servers }: UpstreamOptions): Upstream {
  const pace = createPace(limits, clock, servers)
  const breakers = new Map<string, Breaker>()
  const breakerOf = (region: string): Breaker => {
    const breaker = breakers.get(region) ?? createBreaker(clock, random)
    breakers.set(region, breaker)
    return breaker
  }

  const kindOf = (urgency: Urgency): RequestKind => (urgency === 'person' ? 'person' : 'read')
  async function guarded<A>(region: string, kind: RequestKind, job: () => Promise<A>): Promise<A> {
    const learn = breakerOf(region).enter(kind)
    let lesson: Lesson = 'nothing'
    try {
      const answer = await job()
      lesson = 'answered'
      return answer
    } catch (error) {
      const { reason, answer } = asCloudError(error)
      lesson = lessonOf(reason, answer)
      throw error
    } finally {
      learn(lesson)
    }
  }

  const send = async (region: string, job: () => Promise<WriteOutcome>): Promise<WriteOutcome> => {
    let learn: (lesson: Lesson) => void
    try {
      learn = breakerOf(region).enter('write')
    } catch (error) {
      if (error instanceof PausedError) return { kind: 'not_sent', cause: error.reason }
      throw error
    }
    let lesson: Lesson = 'nothing'
    try {
      const outcome = await job()
      lesson = lessonOfOutcome(outcome)
      return outcome
    } finally {
      learn(lesson)
    }
  }

  return {
    pace,
    mustBeAsked: (region, urgency) => breakerOf(region).check(kindOf(urgency)),
    guardRead: (onWire) => (request, urgency) => guarded(request.region, kindOf(urgency), () => onWire(request)),
    guardTest: (onWire) => (request) => guarded(request.region, 'test', () => onWire(request)),
    write: (region, action, job) => pace.write(action, () => send(region, job)),
    outage: (region) => breakerOf(region).outage(),
    close: pace.close,
  }
}

/** The causes of a write that was not answered are those of a read. */
const wireCauses: Readonly<Record<string, CloudCause>> = {
  unreachable: 'unreachable',
  timeout: 'timeout',
  unavailable: 'unavailable',
  bad_reply: 'bad_reply',
}

function lessonOfOutcome(outcome: WriteOutcome): Lesson {
  if (outcome.kind === 'accepted') return 'answered'
  const answer: CloudAnswer = outcome
  const cause = wireCauses[outcome.cause]
  if (cause !== undefined) return lessonOf(cause, answer)
  return outcome.kind === 'not_sent' ? 'nothing' : 'answered'
}
