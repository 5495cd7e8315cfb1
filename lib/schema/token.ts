import * as z from 'zod/mini'
import { grant } from './grant.ts'

/** A program's way in, as an admin sees it. The secret itself is shown once, when it is made. */
export const token = z.object({
  id: z.string(),
  name: z.string(),
  grant,
  createdBy: z.string(),
  /** The same person by the name they have now; absent once nobody has that id. */
  createdByName: z.optional(z.string()),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** Within a minute. Absent: never. */
  lastUsedAt: z.optional(z.iso.datetime()),
  revokedAt: z.optional(z.iso.datetime()),
})
export type Token = z.infer<typeof token>

export const tokenDaysMax = 366
export const tokenParams = z.strictObject({ tokenId: z.string().check(z.minLength(1), z.maxLength(100)) })
export const newTokenBody = z.strictObject({
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(100)),
  grant,
  /** In the future, at most `tokenDaysMax` days away. */
  expiresAt: z.iso.datetime(),
})
export const newToken = z.object({ token, secret: z.string() })
