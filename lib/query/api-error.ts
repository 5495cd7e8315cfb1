import type { Problem, ProblemField } from '#lib/schema/problem.ts'

/**
 * Why a request of ours failed. `code` is a problem code of lib/schema/problem.ts, or one of the three that only the browser can
 * find: `network` (no answer at all), `bad_reply` (an answer that is not what the contract says), `timeout`. The screen translates
 * the code; the English `message` is for logs only.
 */
export class ApiError extends Error {
  readonly code: string
  /** HTTP status, 0 where no answer came. */
  readonly status: number
  /** Empty where no answer came. */
  readonly requestId: string
  readonly fields: readonly ProblemField[]
  readonly operationId: string | undefined
  readonly params: Readonly<Record<string, unknown>>
  readonly choices: readonly { account: string; region: string }[]
  readonly retryAfterSeconds: number | undefined

  constructor(failure: Partial<Problem> & { code: string; status: number; retryAfterSeconds?: number }, options?: ErrorOptions) {
    super(`${failure.code} (${failure.status})`, options)
    this.name = 'ApiError'
    this.code = failure.code
    this.status = failure.status
    this.requestId = failure.requestId ?? ''
    this.fields = failure.fields ?? []
    this.operationId = failure.operationId
    this.params = failure.params ?? {}
    this.choices = failure.choices ?? []
    this.retryAfterSeconds = failure.retryAfterSeconds
  }
}

/** True for a failure that may be gone the next time: no answer, a limit, or the cloud or the server being away for a while. */
export const isTransient = (error: unknown): boolean =>
  error instanceof ApiError &&
  (error.status === 0 || error.status === 429 || error.status === 502 || error.status === 503 || error.status === 504)

/** No clear answer to a write: it may have been accepted, and may be repeated under its key. */
export const isLost = (error: unknown): boolean =>
  error instanceof ApiError && (error.status === 0 || ['bad_reply', 'internal', 'store_unknown'].includes(error.code))

/** What was asked for is not there, or not any more. */
export const isNotFound = (error: unknown): boolean => error instanceof ApiError && error.code === 'not_found'

/** Nobody is signed in, or not any more. */
export const isSignedOut = (error: unknown): boolean => error instanceof ApiError && error.code === 'unauthenticated'
