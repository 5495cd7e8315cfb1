/** How hard we may press on the cloud. Numbers are data: an account's settings may replace them. */
export type CloudLimits = {
  /** Read requests started per second and action. Infinity = no pacing (demo and emulator). */
  readsPerSecond: number
  /** Actions with a pace of their own. */
  readsPerSecondOf?: Readonly<Record<string, number>>
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

/**
 * API 3.0 publishes its limits: 100/s for lists, 20/s for the actions named here; half of each is what we use. Lists give at most 100.
 * A page of 100 ENIs takes some 100 ms: sixteen in flight keep the pace.
 */
export const v3Limits: CloudLimits = {
  readsPerSecond: 50,
  readsPerSecondOf: {
    DescribeVpcTaskResult: 10,
    DescribeNetworkInterfaceLimit: 10,
    DescribeUsedIpAddress: 10,
    DescribeVpcPrivateIpAddresses: 10,
  },
  concurrency: 16,
  pageSize: 100,
  readTimeoutMs: 10_000,
  writeTimeoutMs: 15_000,
  readRetries: 2,
  retryBaseMs: 200,
}

/** For an emulator on the same machine. */
export const localLimits: Partial<CloudLimits> = { readsPerSecond: Number.POSITIVE_INFINITY, readsPerSecondOf: {}, concurrency: 8 }
