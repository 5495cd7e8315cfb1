import * as z from 'zod/mini'

export const accountName = z.string().check(z.minLength(1), z.maxLength(100))

/** A configured account as the browser may know it: never a credential. */
export const accountInfo = z.object({
  name: z.string(),
  api: z.enum(['v2', 'v3']),
  regions: z.array(z.string()),
  /** Host, and port if it is not the usual one, of the cloud's API. */
  endpoint: z.string(),
  /** False: this server sends no change to it. */
  writable: z.boolean(),
  /**
   * When each region was last read; `cause` = why the last try failed. Neither: not read since the start. `outage`: it has not answered
   * `since` then, and changes to it are refused; at `retryAt` it is asked again.
   */
  reads: z.array(
    z.object({
      region: z.string(),
      observedAt: z.optional(z.iso.datetime()),
      cause: z.optional(z.string()),
      outage: z.optional(z.object({ since: z.iso.datetime(), retryAt: z.iso.datetime(), cause: z.string() })),
    }),
  ),
})
export type AccountInfo = z.infer<typeof accountInfo>

/** One read that was tried. `cause` absent: allowed and answered. `action` is the cloud's name, as its access policies want it. */
export const accountTestRead = z.object({
  kind: z.enum(['vpcs', 'subnets', 'enis']),
  action: z.string(),
  roundTripMs: z.number(),
  cause: z.optional(z.string()),
  cloudCode: z.optional(z.string()),
  cloudMessage: z.optional(z.string()),
  requestId: z.optional(z.string()),
})

/** What a test of an account found, region by region. Nothing was changed by it, and whether writes are allowed cannot be known. */
export const accountTest = z.object({
  account: z.string(),
  testedAt: z.iso.datetime(),
  /** cloud clock − server clock; 0 within what the measurement can tell. Absent: no region answered. */
  clockOffsetMs: z.optional(z.number()),
  regions: z.array(
    z.object({ region: z.string(), reachable: z.boolean(), roundTripMs: z.optional(z.number()), reads: z.array(accountTestRead) }),
  ),
})
export type AccountTest = z.infer<typeof accountTest>
