/** How many addresses an ENI may hold, as the cloud says (v3): asked for one ENI at a time, kept for ten minutes. */
import type { Clock } from '#lib/server/base/clock.ts'
import type { CloudClient } from '#lib/server/cloud/client.ts'

const keptMs = 10 * 60_000
/** After a failure, or an answer without a figure, nobody asks again for so long. */
const pauseMs = 60_000

export function createQuotas({ client, clock, region }: { client: CloudClient; clock: Clock; region: string }) {
  const known = new Map<string, { limit: number | undefined; until: number }>()
  const flights = new Map<string, Promise<void>>()

  async function read(eniId: string): Promise<void> {
    const limit = await client.quotaOf?.(region, eniId).catch(() => undefined)
    for (const [id, { until }] of known) if (until <= clock.monotonic() - keptMs) known.delete(id)
    // An older figure is better than none.
    known.set(eniId, { limit: limit ?? known.get(eniId)?.limit, until: clock.monotonic() + (limit === undefined ? pauseMs : keptMs) })
    flights.delete(eniId)
  }

  return {
    of: (eniId: string): number | undefined => known.get(eniId)?.limit,
    /** Asks where it is unknown or old. Never rejects: not to know is an ordinary answer. */
    async learn(eniId: string): Promise<void> {
      if (!client.quotaOf || (known.get(eniId)?.until ?? Number.NEGATIVE_INFINITY) > clock.monotonic()) return
      const flight = flights.get(eniId) ?? read(eniId)
      flights.set(eniId, flight)
      await flight
    },
  }
}
