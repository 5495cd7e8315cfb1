/**
 * How far the server's clock is from this browser's, milliseconds, learned from `Date` headers: ages are counted on the
 * server's clock, because a laptop that is minutes off would otherwise show fresh data as old.
 */
let offsetMs = 0

/** The header counts whole seconds, so a difference below this is not known to be one. */
const resolutionMs = 2_000

/** Learns from the `Date` header of an answer that has just arrived. */
export function noteServerTime(dateHeader: string | null, now = Date.now()): void {
  const server = Date.parse(dateHeader ?? '')
  if (Number.isNaN(server)) return
  const difference = server - now
  offsetMs = Math.abs(difference) < resolutionMs ? 0 : difference
}

/** The server's time now, epoch milliseconds. */
export const serverNow = (now = Date.now()): number => now + offsetMs

/** What the server's clock said when this browser's said `at` (epoch milliseconds, such as a query's `dataUpdatedAt`), ISO 8601. */
export const serverTimeOf = (at: number): string => new Date(serverNow(at)).toISOString()
