/** Which regions, and which VPCs in them, a query is about. */
import type { Clock } from '#lib/server/base/clock.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { ScopeQuery } from '#lib/schema/scope.ts'
import { atMost } from './at-most.ts'
import { cloudFailure } from './failure.ts'
import type { Region } from './region.ts'

/** A "there is no such VPC" from a list older than this is checked by a new one. */
const doubtfulAfterMs = 10_000

/** Empty texts count as absent. Throws AppError `invalid` naming an account or region that is not configured. */
export function regionsOf(regions: readonly Region[], query: ScopeQuery): Region[] {
  const ofAccount = regions.filter(({ scope }) => !query.account || scope.account === query.account)
  // Somebody who may see no configured account sees empty lists.
  if (regions.length === 0 && !query.account) return []
  if (ofAccount.length === 0) throw new AppError('invalid', { fields: [{ path: 'account', code: 'unknown' }] })
  const chosen = ofAccount.filter(({ scope }) => !query.region || scope.region === query.region)
  if (chosen.length === 0) throw new AppError('invalid', { fields: [{ path: 'region', code: 'unknown' }] })
  return chosen
}

/**
 * The regions that have this VPC; while none is known to, those whose list is still on its way. `left` tells how many milliseconds may
 * be waited. Throws AppError `not_found`, or the failure if not every region could be asked.
 */
export async function regionsWithVpc(regions: readonly Region[], vpcId: string, clock: Clock, left: () => number): Promise<Region[]> {
  await atMost(left(), clock, Promise.all(regions.map((region) => region.places.ensure())))
  const having = () => regions.filter((region) => region.places.peek()?.data.vpcs.has(vpcId))
  if (having().length > 0) return having()
  const doubtful = () => regions.filter(({ places }) => !places.failure() && clock.monotonic() - places.since() > doubtfulAfterMs)
  await atMost(left(), clock, Promise.all(doubtful().map((region) => region.places.refresh())))
  if (having().length > 0) return having()
  const coming = doubtful()
  if (coming.length > 0) return coming
  const failure = regions.map((region) => region.places.failure()).find((error) => error !== undefined)
  if (failure) throw cloudFailure(failure)
  throw new AppError('not_found', { fields: [{ path: 'vpc', code: 'not_found' }] })
}
