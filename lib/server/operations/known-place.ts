import type { ScopeQuery } from '#lib/schema/scope.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { Journal } from './journal.ts'

type Known = { clouds: readonly { account: string; regions: readonly string[] }[]; journal: Pick<Journal, 'list'> }

/**
 * A list of an account or region that is neither configured nor in the journal would be empty without a reason: throws AppError
 * `invalid` naming it, as lists of the cloud do. What is no longer configured has its operations still.
 */
export async function mustKnowPlace({ clouds, journal }: Known, { account, region }: ScopeQuery): Promise<void> {
  const isIn = async (place: ScopeQuery) => (await journal.list({ ...place, limit: 1 })).total > 0
  const ofAccount = clouds.filter((cloud) => account === undefined || cloud.account === account)
  if (account !== undefined && ofAccount.length === 0 && !(await isIn({ account })))
    throw new AppError('invalid', { fields: [{ path: 'account', code: 'unknown' }] })
  if (region === undefined || ofAccount.some(({ regions }) => regions.includes(region))) return
  if (!(await isIn({ account, region }))) throw new AppError('invalid', { fields: [{ path: 'region', code: 'unknown' }] })
}
