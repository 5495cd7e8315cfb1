import * as z from 'zod/mini'

/** NIST SP 800-63B and OWASP: length counts, rules about kinds of characters do not; a sentence must fit. */
export const passwordLengthMin = 12
export const passwordLengthMax = 200

/** What a person types to sign in: whatever it is, it is either theirs or wrong. */
export const typedPassword = z.string().check(z.minLength(1), z.maxLength(passwordLengthMax))
/** A password that is to be kept. The server also refuses common ones (`too_common`). */
export const newPassword = z.string().check(z.minLength(passwordLengthMin), z.maxLength(passwordLengthMax))

export const passwordBody = z.strictObject({ current: typedPassword, password: newPassword })
