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
export const cloudFailure = (error: CloudError): AppError =>
  new AppError(
    refusals.includes(error.reason) ? 'cloud_refused' : 'cloud_unreachable',
    { params: { cause: error.reason, cloudCode: error.answer.cloudCode, cloudMessage: error.answer.cloudMessage } },
    { cause: error },
  )
