import { notOnThisApi } from '#lib/plan/api-options.ts'
import type { AssignBody } from '#lib/schema/assign.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { CloudClient } from '#lib/server/cloud/client.ts'

export type ApiOf = readonly Pick<CloudClient, 'account' | 'api'>[]

/** Refuses what the account's API cannot say, rather than leaving it out in silence. Throws `invalid`. */
export const mustFitApi = (body: AssignBody, account: string, clouds: ApiOf): void => {
  const api = clouds.find((cloud) => cloud.account === account)?.api
  const path = api && notOnThisApi(body, api)
  if (path !== undefined) throw new AppError('invalid', { fields: [{ path, code: 'not_on_this_api', params: { api } }] })
}
