import * as z from 'zod/mini'
import { grants } from './grant.ts'

const name = z.string().check(z.trim(), z.minLength(1), z.maxLength(100))
const email = z.email().check(z.trim(), z.toLowerCase(), z.maxLength(200))
/** Never with an @, so that one field takes either. */
const username = z.string().check(z.trim(), z.toLowerCase(), z.regex(/^[a-z0-9][a-z0-9._-]{1,39}$/))

export const userNames = { name, email, username }

/** Somebody who may sign in, as an admin sees them. */
export const user = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  username: z.optional(z.string()),
  grants,
  disabled: z.boolean(),
  /** A second factor is asked for at sign-in. */
  totp: z.boolean(),
  /** False: not chosen yet; the one-time link is what they need. */
  hasPassword: z.boolean(),
  createdAt: z.iso.datetime(),
  lastSignInAt: z.optional(z.iso.datetime()),
})
export type User = z.infer<typeof user>

export const userParams = z.strictObject({ userId: z.string().check(z.minLength(1), z.maxLength(100)) })
export const newUserBody = z.strictObject({ ...userNames, username: z.optional(username), grants })
/** What is named changes. `totp: false` takes a lost second factor off; `disabled` ends every session at once. */
export const userBody = z.strictObject({
  name: z.optional(name),
  email: z.optional(email),
  username: z.optional(username),
  grants: z.optional(grants),
  disabled: z.optional(z.boolean()),
  totp: z.optional(z.literal(false)),
})

/** A link that is shown once: whoever opens it first chooses the password. */
export const passwordLink = z.object({ url: z.string(), expiresAt: z.iso.datetime() })
export type PasswordLink = z.infer<typeof passwordLink>
export const invitedUser = z.object({ user, link: passwordLink })
