/** One ENI by its id, wherever it is. */
import type { Scope, ScopeQuery } from '#lib/schema/scope.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import { AppError } from '#lib/server/base/errors.ts'
import { CloudError } from '#lib/server/cloud/client.ts'
import { cloudFailure } from './failure.ts'
import { atMost, timeLeft } from './at-most.ts'
import type { Region } from './region.ts'
import { regionsOf } from './scope.ts'
import type { FoundEni, ReadEni } from './types.ts'

/** A person waits for it (docs/operations.md, the path of one assign). */
const deadlineDefaultMs = 3_000
/** Where one place has the ENI, the others may take so long to say that they have it too. */
const othersWaitMs = 1_000
/** How long a look at an ENI waits for its quota, and for its subnet counted anew; they show the next time otherwise. */
const besideWaitMs = 500
/** "Not there" from a snapshot older than this is checked by one fresh read. */
const doubtfulAfterMs = 10_000

/** Reads one ENI now and takes it into the snapshot. Throws CloudError, `timeout` at once where no time is left. */
export async function readFrom(
  region: Region,
  vpcId: string | undefined,
  eniId: string,
  clock: Clock,
  deadlineMs = deadlineDefaultMs,
): Promise<ReadEni> {
  if (deadlineMs <= 0) throw new CloudError('timeout')
  const over = new AbortController()
  const done = new AbortController()
  const since = clock.monotonic()
  void clock.sleep(deadlineMs, done.signal).then(() => over.abort())
  try {
    const seen = await region.client.getEni(region.scope.region, vpcId, eniId, over.signal)
    region.observe(eniId, { eni: seen.data, at: seen.observedAt, since })
    return { eni: seen.data && region.toEni(seen.data), observedAt: seen.observedAt }
  } finally {
    done.abort()
  }
}

/** What a region knows by itself; undefined: it must be asked. */
function knownIn(region: Region, eniId: string, clock: Clock): ReadEni | undefined {
  const known = region.find(eniId)
  if (known) {
    // Serves what is known and asks for newer behind it.
    if (known.eni) void region.ensureVpc(known.eni.vpcId)
    return known
  }
  const isAbsent = region.isWhole() && clock.monotonic() - region.oldestSince() <= doubtfulAfterMs
  return isAbsent ? { eni: undefined, observedAt: region.places.peek()?.observedAt ?? 0 } : undefined
}

async function askIn(region: Region, eniId: string, clock: Clock, waitMs: number): Promise<ReadEni | CloudError> {
  const left = timeLeft(clock, waitMs)
  try {
    await atMost(left(), clock, region.places.ensure())
    return await readFrom(region, undefined, eniId, clock, left())
  } catch (error) {
    if (error instanceof CloudError) return error
    throw error
  }
}

/**
 * Throws AppError `not_found`, `ambiguous`, `invalid`; `cloud_unreachable` only if it was found nowhere and not every place could be
 * asked in time.
 */
export async function findEni(
  all: readonly Region[],
  eniId: string,
  query: ScopeQuery,
  clock: Clock,
  deadlineMs = deadlineDefaultMs,
): Promise<FoundEni> {
  const left = timeLeft(clock, deadlineMs)
  const known = regionsOf(all, query).map((region) => ({ region, result: knownIn(region, eniId, clock) }))
  const waitMs = known.some(({ result }) => result?.eni) ? Math.min(deadlineMs, othersWaitMs) : deadlineMs
  const looked = await Promise.all(
    known.map(async ({ region, result }) => ({ region, result: result ?? (await askIn(region, eniId, clock, waitMs)) })),
  )
  const hits = looked.flatMap(({ region, result }) =>
    !(result instanceof CloudError) && result.eni ? [{ region, eni: result.eni, observedAt: result.observedAt }] : [],
  )
  const choices: Scope[] = hits.map(({ region }) => region.scope)
  if (hits.length > 1) throw new AppError('ambiguous', { choices })
  const [hit] = hits
  if (!hit) {
    const failure = looked.map(({ result }) => result).find((result) => result instanceof CloudError)
    throw failure ? cloudFailure(failure) : new AppError('not_found', { fields: [{ path: 'eniId', code: 'not_found' }] })
  }
  const beside = Promise.all([hit.region.learnQuota(eniId), hit.region.places.renew()])
  await atMost(Math.min(besideWaitMs, left()), clock, beside)
  const limit = hit.region.quotaOf(eniId)
  const eni = limit === hit.eni.quota.limit ? hit.eni : { ...hit.eni, quota: { ...hit.eni.quota, limit } }
  const places = hit.region.places.peek()?.data
  return { eni, vpc: places?.vpcs.get(eni.vpcId), subnet: places?.subnets.get(eni.subnetId), observedAt: hit.observedAt }
}
