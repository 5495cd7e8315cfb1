import { cloudProblem } from '#lib/server/base/cloud-problem.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { CloudError } from '#lib/server/cloud/client.ts'

/** A failed reading of the cloud as the error of a route: AppError `cloud_refused` or `cloud_unreachable`. */
export const cloudFailure = (error: CloudError): AppError => {
  const { code, detail } = cloudProblem(error.reason, error.answer)
  return new AppError(code, detail, { cause: error })
}
