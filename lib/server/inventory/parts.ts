/** The snapshots a query reads from, with what could not be read. */
import type { Clock } from '#lib/server/base/clock.ts'
import type { Observed } from '#lib/server/cloud/client.ts'
import type { Page } from '#lib/schema/page.ts'
import { atMost, listWaitMs, timeLeft, wholeWaitMs } from './at-most.ts'
import { cloudFailure } from './failure.ts'
import type { Region, VpcSnapshot } from './region.ts'
import { regionsOf, regionsWithVpc } from './scope.ts'
import type { InventoryQuery } from './types.ts'

export type Missing = NonNullable<Page<unknown>['missing']>
export type VpcPart = { region: Region; vpcId: string; snapshot: Observed<VpcSnapshot> }
export type Parts = { vpcs: VpcPart[]; regions: Region[]; missing: Missing; observedAt: number; version: string[] }

/** The VPC snapshots of a query; waits at most `waitMs` for those that were never read. Throws if none of its parts could ever be read. */
export async function eniParts(all: readonly Region[], query: InventoryQuery, clock: Clock, waitMs = listWaitMs): Promise<Parts> {
  const left = timeLeft(clock, waitMs)
  const regions = query.vpc ? await regionsWithVpc(regionsOf(all, query), query.vpc, clock, left) : regionsOf(all, query)
  const ensure = async (region: Region) => {
    if (!query.vpc) await region.ensureAll()
    else if (region.vpcIds().includes(query.vpc)) await region.ensureVpc(query.vpc)
  }
  await atMost(left(), clock, Promise.all(regions.map(ensure)))

  const parts: Parts = { vpcs: [], regions, missing: [], observedAt: clock.now(), version: [] }
  for (const region of regions) {
    const { account, region: name } = region.scope
    const places = region.places.peek()
    if (!places) {
      parts.missing.push({ account, region: name, code: region.places.failure()?.reason ?? 'loading' })
      continue
    }
    if (region.places.failure() && !query.vpc)
      parts.missing.push({ account, region: name, code: region.places.failure()?.reason ?? 'unreachable' })
    for (const vpcId of query.vpc ? [query.vpc] : region.vpcIds()) {
      const snapshot = region.vpc(vpcId).peek()
      const failure = region.failureOf(vpcId)
      if (snapshot) parts.vpcs.push({ region, vpcId, snapshot })
      if (failure || !snapshot || region.isLate(vpcId))
        parts.missing.push({ account, region: name, vpcId, code: failure?.reason ?? 'loading' })
    }
  }
  // As long as it has no VPC, a region's own list is all that there is of it.
  const without = regions
    .filter((region) => !parts.vpcs.some((part) => part.region === region))
    .map(({ scope, places }) => ({ scope, at: places.peek()?.observedAt }))
  parts.observedAt = Math.min(
    parts.observedAt,
    ...parts.vpcs.map(({ snapshot }) => snapshot.observedAt),
    ...without.flatMap(({ at }) => at ?? []),
  )
  parts.version = [
    ...without.map(({ scope, at }) => `${scope.account}/${scope.region}@${at ?? ''}`),
    ...parts.vpcs.map(({ vpcId, snapshot }) => `${vpcId}@${snapshot.observedAt}.${snapshot.data.version}`),
    JSON.stringify(parts.missing),
  ]
  if (parts.vpcs.length === 0 && parts.missing.length > 0) throwIfNothing(regions, parts.missing)
  return parts
}

function throwIfNothing(regions: readonly Region[], missing: Missing): void {
  const failures = regions.flatMap((region) => region.places.failure() ?? region.vpcIds().flatMap((vpcId) => region.failureOf(vpcId) ?? []))
  const [first] = failures
  if (first && missing.every((part) => part.code !== 'loading')) throw cloudFailure(first)
}

/** The regions whose VPCs and subnets are known, for lists of places. Throws if none is. */
export async function placeParts(all: readonly Region[], query: InventoryQuery, clock: Clock): Promise<Omit<Parts, 'vpcs'>> {
  const left = timeLeft(clock, wholeWaitMs)
  const regions = query.vpc ? await regionsWithVpc(regionsOf(all, query), query.vpc, clock, left) : regionsOf(all, query)
  await atMost(left(), clock, Promise.all(regions.map((region) => region.places.ensure())))
  const missing: Missing = []
  const version: string[] = []
  let observedAt = clock.now()
  for (const region of regions) {
    const places = region.places.peek()
    const failure = region.places.failure()
    if (failure || !places || region.places.isLate()) missing.push({ ...region.scope, code: failure?.reason ?? 'loading' })
    if (!places) continue
    observedAt = Math.min(observedAt, places.observedAt)
    version.push(`${region.scope.account}/${region.scope.region}@${places.observedAt}`)
  }
  if (version.length === 0) throwIfNothing(regions, missing)
  return { regions, missing, observedAt, version: [...version, JSON.stringify(missing)] }
}
