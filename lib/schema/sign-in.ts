import { z } from 'zod'
import { newPassword, typedPassword } from './password.ts'
import { roles } from './role.ts'
import { userNames } from './user.ts'

/** Which ways in there are. Says nothing about who exists. */
export const signInWays = z.object({
  /** The demo's buttons: one click per role. */
  demo: z.boolean(),
  /** The name of the single sign-on, where one is configured. */
  oidc: z.object({ name: z.string() }).optional(),
  /** True until the first admin exists: the link for that is in the server's log. */
  setUpNeeded: z.boolean(),
})
export type SignInWays = z.infer<typeof signInWays>

/** `login` is the e-mail address or the user name. `code` is asked for (`code_needed`) after a right password. */
export const signInBody = z.strictObject({
  login: z.string().trim().min(1).max(200),
  password: typedPassword,
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/)
    .optional(),
})
export const demoSignInBody = z.strictObject({ role: z.enum(roles) })

/** A path of this console, with query: never another site (`//x`, `/\x`), never the API. */
export const nextPath = z
  .string()
  .max(2000)
  .regex(/^\/(?![/\\])(?!api(?:\/|$))[!-[\]-~\u00a1-\uffff]*$/)
export const oidcStartBody = z.strictObject({ next: nextPath.optional() })
/** Where the browser goes next: the provider's page. */
export const oidcStart = z.object({ url: z.string() })
/** What the provider sends back; which of them belong together is for the library to judge. */
export const oidcCallbackQuery = z.object({
  code: z.string().max(4000).optional(),
  state: z.string().max(1000).optional(),
  error: z.string().max(200).optional(),
  error_description: z.string().max(1000).optional(),
  iss: z.string().max(500).optional(),
})

const secret = z.string().min(20).max(200)
/** What a one-time link is for: the first admin names themselves, others only choose a password. */
export const setUpLinkBody = z.strictObject({ secret })
export const setUpLink = z.object({
  purpose: z.enum(['first_admin', 'password']),
  name: z.string().optional(),
  email: z.string().optional(),
  expiresAt: z.iso.datetime(),
})
export type SetUpLink = z.infer<typeof setUpLink>
export const setUpBody = z.strictObject({
  secret,
  password: newPassword,
  /** These three for the first admin only, who needs a name and an e-mail address. */
  name: userNames.name.optional(),
  email: userNames.email.optional(),
  username: userNames.username,
})
