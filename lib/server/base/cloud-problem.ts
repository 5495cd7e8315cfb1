import type { AppErrorDetail } from './errors.ts'

/** Reasons for which another try is worth it: nobody said no. */
const transient = ['unreachable', 'timeout', 'bad_reply', 'unavailable', 'rate_limited']

/** Which problem a failed read of the cloud is, with our cause and the cloud's own code and text, and when to try again. */
export function cloudProblem(reason: string, answer?: unknown): { code: 'cloud_unreachable' | 'cloud_refused'; detail: AppErrorDetail } {
  const params: Record<string, unknown> = { cause: reason }
  // The client masked secrets in the cloud's text before it threw.
  if (typeof answer === 'object' && answer !== null)
    for (const name of ['requestId', 'cloudCode', 'cloudMessage'] as const) if (name in answer) params[name] = Reflect.get(answer, name)
  return transient.includes(reason)
    ? { code: 'cloud_unreachable', detail: { params, retryAfterSeconds: reason === 'rate_limited' ? 2 : 5 } }
    : { code: 'cloud_refused', detail: { params } }
}
