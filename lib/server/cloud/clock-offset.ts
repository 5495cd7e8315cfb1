import type { Clock } from '#lib/server/base/clock.ts'

/** What the cloud's clock says, learned from the `Date` of its answers. */
export function createClockOffset(clock: Pick<Clock, 'now' | 'monotonic'>) {
  let offsetMs = 0
  let learned: { cloudNow: number; monotonic: number } | undefined
  return {
    /**
     * Learns from one answer. The header has whole seconds and was written somewhere between `sentAt` and `receivedAt` (our clock,
     * epoch milliseconds); an offset that this uncertainty explains is no offset.
     */
    learn(date: string | undefined, sentAt: number, receivedAt: number): void {
      const at = date === undefined ? Number.NaN : Date.parse(date)
      if (Number.isNaN(at)) return
      const measured = at + 500 - (sentAt + receivedAt) / 2
      offsetMs = Math.abs(measured) <= 500 + (receivedAt - sentAt) / 2 ? 0 : Math.round(measured)
      learned = { cloudNow: receivedAt + offsetMs, monotonic: clock.monotonic() }
    },
    /** What the cloud's clock shows by its last answer and the time that has passed since, whatever ours says; undefined before any. */
    cloudNowHeard: (): number | undefined => (learned === undefined ? undefined : learned.cloudNow + clock.monotonic() - learned.monotonic),
    /** cloud clock − our clock, milliseconds. */
    ms: () => offsetMs,
    /**
     * What the cloud's clock surely shows by now, epoch milliseconds. Our clock may have been set ahead since the last answer, and the
     * monotonic one stands still while the machine sleeps: the earlier of the two.
     */
    cloudNow(): number {
      const byWall = clock.now() + offsetMs
      return learned === undefined ? byWall : Math.min(byWall, learned.cloudNow + clock.monotonic() - learned.monotonic)
    },
  }
}
