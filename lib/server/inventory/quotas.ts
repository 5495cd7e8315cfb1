/**
 * How many addresses an ENI may hold, as the cloud says (v3), one ENI a call: asked when somebody opens the ENI, and behind for the rows
 * of a list, so that the list fills in by itself. A figure is kept for as long as it is not replaced by another.
 */
import type { Clock } from '#lib/server/base/clock.ts'
import { CloudError, type CloudClient } from '#lib/server/cloud/client.ts'

/** Whoever opens an ENI gets a figure no older than this. It changes with the size of the instance, so rarely. */
const freshMs = 10 * 60_000
/** For a list an older one will do. */
const listFreshMs = 24 * 3_600_000
/** After a failure, or an answer without a figure, nobody asks for this ENI again for so long. */
const pauseMs = 60_000
/** The key may not ask at all: that is not tried with every ENI. */
const forbiddenMs = 10 * 60_000
/** At once, behind; the pace of the action is the driver's business. */
const behindMax = 2

type Options = {
  client: Pick<CloudClient, 'quotaOf'>
  clock: Clock
  region: string
  signal: AbortSignal
  /** A figure has come that nobody waits for. */
  onLearned: (eniId: string) => void
}
/** Monotonic milliseconds. */
type Known = { limit: number | undefined; since: number; notBefore: number }

export function createQuotas({ client, clock, region, signal, onLearned }: Options) {
  const known = new Map<string, Known>()
  const flights = new Map<string, Promise<void>>()
  const wanted = new Set<string>()
  let behind = 0
  let silentUntil = Number.NEGATIVE_INFINITY

  async function read(eniId: string, urgency: 'person' | 'background'): Promise<void> {
    const limit = await client.quotaOf?.(region, eniId, signal, urgency).catch((error: unknown) => {
      if (error instanceof CloudError && (error.reason === 'forbidden' || error.reason === 'unsupported'))
        silentUntil = clock.monotonic() + forbiddenMs
      return undefined
    })
    const before = known.get(eniId)
    const now = clock.monotonic()
    // An older figure is better than none.
    if (limit === undefined)
      known.set(eniId, { limit: before?.limit, since: before?.since ?? Number.NEGATIVE_INFINITY, notBefore: now + pauseMs })
    else known.set(eniId, { limit, since: now, notBefore: now })
    flights.delete(eniId)
  }
  const fly = (eniId: string, urgency: 'person' | 'background'): Promise<void> => {
    const flight = flights.get(eniId) ?? read(eniId, urgency)
    flights.set(eniId, flight)
    return flight
  }
  const isDue = (eniId: string, maxAgeMs: number): boolean => {
    const { since, notBefore } = known.get(eniId) ?? { since: Number.NEGATIVE_INFINITY, notBefore: Number.NEGATIVE_INFINITY }
    const now = clock.monotonic()
    return now >= silentUntil && now >= notBefore && now - since >= maxAgeMs
  }

  const askOneBehind = async (eniId: string): Promise<void> => {
    behind += 1
    await fly(eniId, 'background')
    behind -= 1
    onLearned(eniId)
    askBehind()
  }
  const askBehind = (): void => {
    for (const eniId of wanted) {
      if (behind >= behindMax) return
      wanted.delete(eniId)
      if (signal.aborted || !isDue(eniId, listFreshMs)) continue
      void askOneBehind(eniId)
    }
  }

  return {
    of: (eniId: string): number | undefined => known.get(eniId)?.limit,
    /** Asks where it is unknown or old. Never rejects: not to know is an ordinary answer. */
    async learn(eniId: string): Promise<void> {
      if (client.quotaOf && isDue(eniId, freshMs)) await fly(eniId, 'person')
    },
    /** Asks behind for the rows of a list, first come first served. */
    want(eniIds: Iterable<string>): void {
      if (!client.quotaOf) return
      for (const eniId of eniIds) if (isDue(eniId, listFreshMs) && !flights.has(eniId)) wanted.add(eniId)
      askBehind()
    },
  }
}
