import * as z from 'zod/mini'

/** The largest page a list answers. The browser follows `nextCursor`. */
export const pageLimitMax = 200

/** Of ours, with what a list is sorted by in it: a name of a hundred characters of any script takes some 600. */
export const cursorText = z.string().check(z.maxLength(1000))

/** One or several of these words, with commas between them. */
export const someOf = (words: readonly string[]) => {
  const one = `(?:${words.join('|')})`
  return z.string().check(z.regex(new RegExp(`^${one}(?:,${one})*$`)))
}

/** Query parameters that lists share; each adds its own, and one that a list does not take is refused. Empty strings count as absent, as HTML forms send them. */
export const listQuery = z.object({
  account: z.optional(z.string()),
  region: z.optional(z.string()),
  vpc: z.optional(z.string()),
  q: z.optional(z.string().check(z.maxLength(200))),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(pageLimitMax)), 100),
  cursor: z.optional(cursorText),
})
export type ListQuery = z.infer<typeof listQuery>

/**
 * One page of a list. `total` counts what matches, not what is on the page; `observedAt` is when the cloud was last read
 * (the oldest of the parts), or now for what we keep ourselves. `missing` names the parts that could not be read, so that
 * the count is never shown as complete when it is not. `version` names what the page was cut from: one ENI read anew changes it, but not
 * `observedAt`, which stays that of the oldest part.
 */
export const page = <T extends z.ZodMiniType>(item: T) =>
  z.object({
    items: z.array(item),
    nextCursor: z.optional(z.string()),
    total: z.int(),
    observedAt: z.iso.datetime(),
    version: z.optional(z.string()),
    missing: z.optional(z.array(z.object({ account: z.string(), region: z.string(), vpcId: z.optional(z.string()), code: z.string() }))),
  })
export type Page<T> = {
  items: T[]
  nextCursor?: string
  total: number
  observedAt: string
  version?: string
  missing?: { account: string; region: string; vpcId?: string; code: string }[]
}
