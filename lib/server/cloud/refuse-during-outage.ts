import type { Clock } from '#lib/server/base/clock.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { CloudClient } from './client.ts'

/**
 * Throws AppError `cloud_unreachable`, with when to try again, for a region that has not answered lately: a change that could not be sent
 * is not even written down.
 */
export const refuseDuringOutage =
  (clouds: readonly Pick<CloudClient, 'account' | 'outage'>[], clock: Pick<Clock, 'now'>) =>
  ({ account, region }: { account: string; region: string }): void => {
    const outage = clouds.find((cloud) => cloud.account === account)?.outage?.(region)
    if (!outage) return
    const { since, retryAt, cause } = outage
    throw new AppError('cloud_unreachable', {
      params: { cause, since: new Date(since).toISOString() },
      retryAfterSeconds: Math.max(1, Math.ceil((retryAt - clock.now()) / 1000)),
    })
  }
