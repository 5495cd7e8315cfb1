/** How hard we may press on the cloud. Numbers are data: an account's settings may replace them. */
export type CloudLimits = {
  /** Read requests started per second and action. Infinity = no pacing (demo and emulator). */
  readsPerSecond: number
  /** Read requests of one action in flight. */
  concurrency: number
  pageSize: number
  readTimeoutMs: number
  writeTimeoutMs: number
  /** Further tries of a *read* after a transient failure. A write is never repeated here. */
  readRetries: number
  /** Upper bound of the first pause between tries; it doubles, and the pause is drawn from 0 to the bound. */
  retryBaseMs: number
}

/** API 2.0: no figure is published for its VPC actions; 10/s is what we assume, and half of it what we use. Lists give at most 50. */
export const v2Limits: CloudLimits = {
  readsPerSecond: 5,
  concurrency: 4,
  pageSize: 50,
  readTimeoutMs: 10_000,
  writeTimeoutMs: 15_000,
  readRetries: 2,
  retryBaseMs: 200,
}

/** For an emulator on the same machine. */
export const localLimits: Partial<CloudLimits> = { readsPerSecond: Number.POSITIVE_INFINITY, concurrency: 8 }
