import { z } from 'zod'
import { grants } from './grant.ts'
import { roles } from './role.ts'

/** Who asks: for the shell, and for every button that wants to know whether it may. */
export const session = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(['user', 'token']),
  role: z.enum(roles),
  grants,
  email: z.string().optional(),
  username: z.string().optional(),
  /** People only. */
  totp: z.boolean().optional(),
  /** False: signs in elsewhere (single sign-on, the demo), so there is no password to change. */
  hasPassword: z.boolean().optional(),
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
  address: z.string().optional(),
  userAgent: z.string().optional(),
})
export type OwnSession = z.infer<typeof ownSession>
export const ownSessions = z.object({ items: z.array(ownSession) })
export const sessionParams = z.strictObject({ sessionId: z.string().min(1).max(100) })
export const done = z.object({ done: z.literal(true) })
export const doneAnswer: z.infer<typeof done> = { done: true }
