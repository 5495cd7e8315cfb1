import 'server-only'
import type { AccountTest } from '#lib/schema/account.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { CloudClient, ReadProbe } from '#lib/server/cloud/client.ts'

/** Whoever presses the button waits no longer than this; a region that has not answered by then counts as a timeout. */
const patienceMs = 15_000

/** Failures of the way to the cloud; after every other one, somebody there has answered. */
const unanswered = ['unreachable', 'timeout']

/**
 * Asks each region of the account for one VPC, one subnet and one ENI. Changes nothing. Throws AppError `not_found` for an account that is
 * not configured; what the cloud does is never an error here but the answer.
 */
export const testAccount = async (
  { clouds, clock }: { clouds: readonly CloudClient[]; clock: Clock },
  name: string,
  signal?: AbortSignal,
): Promise<AccountTest> => {
  const client = clouds.find((cloud) => cloud.account === name)
  if (client === undefined) throw new AppError('not_found', { fields: [{ path: 'name', code: 'unknown' }] })
  const deadline = AbortSignal.timeout(patienceMs)
  const either = signal ? AbortSignal.any([signal, deadline]) : deadline
  const regions = await Promise.all(
    client.regions.map(async (region) => {
      const reads = await client.probe(region, either)
      const answered = reads.filter(({ cause }) => cause === undefined || !unanswered.includes(cause))
      const fastest = answered.length === 0 ? undefined : Math.round(Math.min(...answered.map(({ roundTripMs }) => roundTripMs)) * 10) / 10
      return {
        region,
        reachable: answered.length > 0,
        ...(fastest === undefined ? {} : { roundTripMs: fastest }),
        reads: reads.map(readOf),
      }
    }),
  )
  return {
    account: name,
    testedAt: new Date(clock.now()).toISOString(),
    ...(regions.some(({ reachable }) => reachable) ? { clockOffsetMs: client.clockOffsetMs() } : {}),
    regions,
  }
}

const readOf = ({ kind, action, roundTripMs, cause, answer }: ReadProbe) => ({
  kind,
  action,
  roundTripMs: Math.round(roundTripMs * 10) / 10,
  ...(cause === undefined ? {} : { cause, cloudCode: answer?.cloudCode, cloudMessage: answer?.cloudMessage, requestId: answer?.requestId }),
})
