/** What the cloud's clock says, learned from the `Date` of its answers. */
export function createClockOffset() {
  let offsetMs = 0
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
    },
    /** cloud clock − our clock, milliseconds. */
    ms: () => offsetMs,
  }
}
