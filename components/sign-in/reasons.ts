/** Why somebody is at the sign-in, when it was not by their own wish. */
export const signInReasons = ['ended', 'signed_out', 'sso_failed', 'sso_unknown'] as const
export type SignInReason = (typeof signInReasons)[number]
