import * as z from 'zod/mini'
import { newPassword, typedPassword } from './password.ts'
import { roles } from './role.ts'
import { userNames } from './user.ts'

/** Which ways in there are. Says nothing about who exists. */
export const signInWays = z.object({
  /** The demo's buttons: one click per role. */
  demo: z.boolean(),
  /** The name of the single sign-on, where one is configured. */
  oidc: z.optional(z.object({ name: z.string() })),
  /** True until the first admin exists: the link for that is in the server's log. */
  setUpNeeded: z.boolean(),
})
export type SignInWays = z.infer<typeof signInWays>

const code = z.string().check(z.trim(), z.regex(/^(?:\d{6}|[A-Za-z2-7]{4}(?:[ -]?[A-Za-z2-7]{4}){5})$/))

/**
 * `login` is the e-mail address or the user name. `code` is asked for (`code_needed`) after a right password: the app's six digits, or a
 * recovery code.
 */
export const signInBody = z.strictObject({
  login: z.string().check(z.trim(), z.minLength(1), z.maxLength(200)),
  password: typedPassword,
  code: z.optional(code),
})
export const demoSignInBody = z.strictObject({ role: z.enum(roles) })

/** A path of this console, with query: never another site (`//x`, `/\x`), never the API. */
export const nextPath = z.string().check(z.maxLength(2000), z.regex(/^\/(?![/\\])(?!api(?:\/|$))[!-[\]-~\u00a1-\uffff]*$/))
export const oidcStartBody = z.strictObject({ next: z.optional(nextPath) })
/** Where the browser goes next: the provider's page. */
export const oidcStart = z.object({ url: z.string() })
/** What the provider sends back; which of them belong together is for the library to judge. */
export const oidcCallbackQuery = z.object({
  code: z.optional(z.string().check(z.maxLength(4000))),
  state: z.optional(z.string().check(z.maxLength(1000))),
  error: z.optional(z.string().check(z.maxLength(200))),
  error_description: z.optional(z.string().check(z.maxLength(1000))),
  iss: z.optional(z.string().check(z.maxLength(500))),
})

const secret = z.string().check(z.minLength(20), z.maxLength(200))
/** What a one-time link is for: the first admin names themselves, others only choose a password. */
export const setUpLinkBody = z.strictObject({ secret })
export const setUpLink = z.object({
  purpose: z.enum(['first_admin', 'password']),
  name: z.optional(z.string()),
  email: z.optional(z.string()),
  /** Whose password it is has a second factor, which the link does not stand for. */
  totp: z.optional(z.boolean()),
  expiresAt: z.iso.datetime(),
})
export type SetUpLink = z.infer<typeof setUpLink>
export const setUpBody = z.strictObject({
  secret,
  password: newPassword,
  /** Of the second factor, where there is one: as at sign-in. */
  code: z.optional(code),
  /** These three for the first admin only, who needs a name and an e-mail address. */
  name: z.optional(userNames.name),
  email: z.optional(userNames.email),
  username: z.optional(userNames.username),
})
