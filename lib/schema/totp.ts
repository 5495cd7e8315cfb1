import * as z from 'zod/mini'
import { typedPassword } from './password.ts'

/** A new secret for an authenticator app (RFC 6238), shown once; it counts only after a first code from it. */
export const totpStartBody = z.strictObject({ password: typedPassword })
export const totpStart = z.object({
  /** Base32, for typing. */
  secret: z.string(),
  /** `otpauth://…`, for a QR code. */
  uri: z.string(),
})
export type TotpStart = z.infer<typeof totpStart>
export const totpConfirmBody = z.strictObject({
  code: z.string().check(z.trim(), z.regex(/^\d{6}$/)),
})
/** Ten codes for the day the app is lost, shown once; each signs in once. */
export const recoveryCodes = z.object({ codes: z.array(z.string()) })
export const recoveryCodesBody = z.strictObject({ password: typedPassword })
export const totpRemoveBody = z.strictObject({ password: typedPassword })
