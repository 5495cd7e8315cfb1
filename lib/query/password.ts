import type * as z from 'zod/mini'
import { apiPaths } from '#lib/paths.ts'
import type { passwordBody } from '#lib/schema/password.ts'
import { done, session } from '#lib/schema/session.ts'
import { recoveryCodes, totpStart } from '#lib/schema/totp.ts'
import { apiPost } from './api.ts'

/** Throws ApiError `invalid` with `current: wrong_password` or `password: too_common`. Other sessions end. */
export const changePassword = (body: z.input<typeof passwordBody>) => apiPost(session, apiPaths.password(), body)

/** A new secret for an authenticator app; it counts after `confirmTotp`. Throws ApiError `invalid` with `password: wrong_password`. */
export const startTotp = (password: string) => apiPost(totpStart, apiPaths.totp(), { password })
/** Answers codes for the day the app is lost, shown once. Throws ApiError `code_wrong`. */
export const confirmTotp = (code: string) => apiPost(recoveryCodes, apiPaths.totpConfirm(), { code })
/** New ones; earlier ones stop working. Throws ApiError `invalid` with `password: wrong_password`. */
export const makeRecoveryCodes = (password: string) => apiPost(recoveryCodes, apiPaths.recoveryCodes(), { password })
export const removeTotp = (password: string) => apiPost(done, apiPaths.totpRemove(), { password })
