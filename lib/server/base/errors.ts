/**
 * `instanceof` for an error that Node and the framework's bundle hand to each other: each has loaded the class for itself, so it goes by
 * the name that the error bears. Not for a class that others extend.
 */
export const named =
  (name: string) =>
  (value: unknown): boolean =>
    value instanceof Error && value.name === name

/**
 * An error that a route may show: `code` is one of lib/schema/problem.ts (kept as a plain string here so that base imports
 * nothing). Services throw it; only lib/server/http turns it into an answer.
 */
export class AppError extends Error {
  static override [Symbol.hasInstance] = named('AppError')
  readonly code: string
  readonly detail: AppErrorDetail
  constructor(code: string, detail: AppErrorDetail = {}, options?: ErrorOptions) {
    super(code, options)
    this.name = 'AppError'
    this.code = code
    this.detail = detail
  }
}

export type AppErrorDetail = {
  fields?: { path: string; code: string; params?: Record<string, unknown> }[]
  operationId?: string
  choices?: { account: string; region: string }[]
  params?: Record<string, unknown>
  retryAfterSeconds?: number
}
