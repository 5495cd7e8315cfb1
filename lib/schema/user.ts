import { z } from 'zod'
import { grants } from './grant.ts'

const name = z.string().trim().min(1).max(100)
const email = z.email().trim().toLowerCase().max(200)
/** Never with an @, so that one field takes either. */
const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{1,39}$/)

export const userNames = { name, email, username: username.optional() }

/** Somebody who may sign in, as an admin sees them. */
export const user = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  username: z.string().optional(),
  grants,
  disabled: z.boolean(),
  /** A second factor is asked for at sign-in. */
  totp: z.boolean(),
  /** False: not chosen yet; the one-time link is what they need. */
  hasPassword: z.boolean(),
  createdAt: z.iso.datetime(),
  lastSignInAt: z.iso.datetime().optional(),
})
export type User = z.infer<typeof user>

export const userParams = z.strictObject({ userId: z.string().min(1).max(100) })
export const newUserBody = z.strictObject({ ...userNames, grants })
/** What is named changes. `totp: false` takes a lost second factor off; `disabled` ends every session at once. */
export const userBody = z.strictObject({
  name: name.optional(),
  email: email.optional(),
  username: username.optional(),
  grants: grants.optional(),
  disabled: z.boolean().optional(),
  totp: z.literal(false).optional(),
})

/** A link that is shown once: whoever opens it first chooses the password. */
export const passwordLink = z.object({ url: z.string(), expiresAt: z.iso.datetime() })
export type PasswordLink = z.infer<typeof passwordLink>
export const invitedUser = z.object({ user, link: passwordLink })
