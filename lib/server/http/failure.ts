import { cloudProblem } from '#lib/server/base/cloud-problem.ts'
import { AppError, type AppErrorDetail } from '#lib/server/base/errors.ts'
import type { ProblemCode } from '#lib/schema/problem.ts'
import { isProblemCode } from './problem.ts'

export type Failure = { code: ProblemCode; detail: AppErrorDetail; unexpected: boolean }

/**
 * Which problem an error is. By name and shape, not by class (`AppError` sees to that itself): the same class can be loaded twice, by Node
 * and by the framework's bundle. Anything we do not know is `internal`, and nothing of it reaches the answer.
 */
export const failureOf = (error: unknown): Failure => {
  if (error instanceof AppError && isProblemCode(error.code)) return { code: error.code, detail: error.detail, unexpected: false }
  if (error instanceof Error && error.name === 'CloudError' && 'reason' in error)
    return { ...cloudProblem(String(error.reason), 'answer' in error ? error.answer : undefined), unexpected: false }
  if (error instanceof Error && error.name === 'DataDirError' && 'kind' in error && error.kind === 'commit_unknown')
    return { code: 'store_unknown', detail: { retryAfterSeconds: 5 }, unexpected: true }
  // The store failed while something was read or written: nothing was done, and the log says what to mend.
  if (error instanceof Error && error.name === 'DataDirError')
    return { code: 'store_failed', detail: { retryAfterSeconds: 5 }, unexpected: true }
  return { code: 'internal', detail: {}, unexpected: true }
}
