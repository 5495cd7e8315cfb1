/** A failed reading of the cloud as the error of a route. */
import type { CloudCause, CloudError } from '#lib/server/cloud/client.ts'
import { AppError } from '#lib/server/base/errors.ts'

/** The cloud answered, and said no: waiting does not help, the settings do. */
const refusals: readonly CloudCause[] = [
  'auth_failed',
  'clock_skew',
  'forbidden',
  'token_invalid',
  'account_blocked',
  'unsupported',
  'https_required',
  'invalid_parameter',
]

/** AppError `cloud_refused` or `cloud_unreachable`, with our cause and the cloud's own code and text. */
export const cloudFailure = (error: CloudError): AppError => {
  const params = { cause: error.reason, cloudCode: error.answer.cloudCode, cloudMessage: error.answer.cloudMessage }
  return refusals.includes(error.reason)
    ? new AppError('cloud_refused', { params }, { cause: error })
    : new AppError('cloud_unreachable', { params, retryAfterSeconds: error.reason === 'rate_limited' ? 2 : 5 }, { cause: error })
}
