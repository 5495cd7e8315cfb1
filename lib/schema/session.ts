import * as z from 'zod/mini'
import { grants } from './grant.ts'
import { roles } from './role.ts'

/** Who asks: for the shell, and for every button that wants to know whether it may. */
export const session = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['user', 'token']),
  role: z.enum(roles),
  grants,
  email: z.optional(z.string()),
  username: z.optional(z.string()),
  /** People only. */
  totp: z.optional(z.boolean()),
  /** How many of the codes for a lost second factor are left. */
  recoveryCodes: z.optional(z.int()),
  /** False: signs in elsewhere (single sign-on, the demo), so there is no password to change. */
  hasPassword: z.optional(z.boolean()),
  /** When it ends whatever happens. */
  endsAt: z.iso.datetime(),
  demo: z.boolean(),
})
export type Session = z.infer<typeof session>

/** One of one's own sessions. The id is no secret: it cannot be signed in with. */
export const ownSession = z.object({
  id: z.string(),
  current: z.boolean(),
  createdAt: z.iso.datetime(),
  /** Within a minute. */
  lastUsedAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  /** The address and the browser it was started from, as far as known. */
  address: z.optional(z.string()),
  userAgent: z.optional(z.string()),
})
export type OwnSession = z.infer<typeof ownSession>
export const ownSessions = z.object({ items: z.array(ownSession) })
export const sessionParams = z.strictObject({ sessionId: z.string().check(z.minLength(1), z.maxLength(100)) })
export const done = z.object({ done: z.literal(true) })
export const doneAnswer: z.infer<typeof done> = { done: true }
