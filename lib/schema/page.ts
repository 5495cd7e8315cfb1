import { z } from 'zod'

/** The largest page a list answers. The browser follows `nextCursor`. */
export const pageLimitMax = 200

/** Query parameters that every list understands. Empty strings count as absent, as HTML forms send them. */
export const listQuery = z.object({
  account: z.string().optional(),
  region: z.string().optional(),
  vpc: z.string().optional(),
  subnet: z.string().optional(),
  state: z.string().optional(),
  q: z.string().max(200).optional(),
  sort: z.string().max(40).optional(),
  limit: z.coerce.number().int().min(1).max(pageLimitMax).default(100),
  cursor: z.string().max(200).optional(),
})
export type ListQuery = z.infer<typeof listQuery>

/**
 * One page of a list. `total` counts what matches, not what is on the page; `observedAt` is when the cloud was last read
 * (the oldest of the parts), or now for what we keep ourselves. `missing` names the parts that could not be read, so that
 * the count is never shown as complete when it is not. `version` names what the page was cut from: one ENI read anew changes it, but not
 * `observedAt`, which stays that of the oldest part.
 */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    nextCursor: z.string().optional(),
    total: z.number().int(),
    observedAt: z.iso.datetime(),
    version: z.string().optional(),
    missing: z.array(z.object({ account: z.string(), region: z.string(), vpcId: z.string().optional(), code: z.string() })).optional(),
  })
export type Page<T> = {
  items: T[]
  nextCursor?: string
  total: number
  observedAt: string
  version?: string
  missing?: { account: string; region: string; vpcId?: string; code: string }[]
}
