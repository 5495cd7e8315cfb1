/** The inventory: our copy of the cloud's state, in memory, with its age. */
import 'server-only'
import type { Eni } from '#lib/schema/eni.ts'
import type { Page } from '#lib/schema/page.ts'
import { pageLimitMax } from '#lib/schema/page.ts'
import type { Scope } from '#lib/schema/scope.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import { AppError } from '#lib/server/base/errors.ts'
import type { Log } from '#lib/server/base/log.ts'
import { CloudError, type CloudClient } from '#lib/server/cloud/client.ts'
import { createAsked } from './asked.ts'
import { atMost, refreshWaitMs } from './at-most.ts'
import type { IndexedEni } from './eni-index.ts'
import { listEnis, pagesOf, sortAhead, sortOf } from './eni-list.ts'
import { cloudFailure } from './failure.ts'
import { findEni, readFrom } from './find-eni.ts'
import { fingerprint, mustBeCursorOf, pageOf } from './pager.ts'
import { eniParts, placeParts, type Parts } from './parts.ts'
import { enisNamed } from './named.ts'
import { Recent } from './recent.ts'
import { Region } from './region.ts'
import { regionsOf } from './scope.ts'
import { search } from './search.ts'
import type { Inventory, InventoryQuery } from './types.ts'
import { createTaken, usedAddresses } from './used.ts'

export type InventoryOptions = {
  clients: readonly CloudClient[]
  clock: Clock
  /** Private IPs the ENI may hold, primary included, where the settings tell. */
  quotaFor: (scope: Scope, eniId: string) => number | undefined
  log?: Pick<Log, 'warn'>
}

/** Results kept for the next page or the next poll of the same query. */
const recentResults = 16
/** So often what has changed while a list was sorted is sorted ahead too; after that it is taken as it is. */
const sortedAheadMax = 3

const keyOfQuery = (kind: string, { account, region, vpc, subnet, state, q, sort }: InventoryQuery): string =>
  fingerprint([kind, JSON.stringify([account, region, vpc, subnet, state, q, sort].map((value) => value || undefined))])

export function createInventory({ clients, clock, quotaFor, log }: InventoryOptions): Inventory {
  const closed = new AbortController()
  let version = 0
  let namesVersion = 0
  const nextVersion = () => (version += 1)
  const onNames = () => void (namesVersion += 1)
  const everywhere = clients.flatMap((client) =>
    client.regions.map((name) => {
      const scope = { account: client.account, region: name }
      const onFailure = (error: CloudError, vpcId?: string) =>
        log?.warn('The inventory could not be read', { ...scope, vpcId, code: error.reason })
      return new Region({ client, scope, clock, signal: closed.signal, quotaFor, nextVersion, onNames, onFailure })
    }),
  )
  const taken = createTaken(clock)
  const asked = createAsked(clock)
  const recent = new Recent<IndexedEni[][]>(recentResults)
  const pages = new Recent<Page<Eni>>(recentResults)

  const regionOf = (scope: Scope): Region => {
    const [region] = regionsOf(everywhere, scope)
    if (!region) throw new AppError('not_found')
    return region
  }
  const finish = <T>(page: Pick<Page<T>, 'items' | 'nextCursor' | 'total'>, parts: Omit<Parts, 'vpcs'>): Page<T> => ({
    ...page,
    observedAt: new Date(parts.observedAt).toISOString(),
    version: fingerprint(parts.version),
    missing: parts.missing.length > 0 ? parts.missing : undefined,
  })
  const paging = (kind: string, query: InventoryQuery) => ({
    list: keyOfQuery(kind, query),
    limit: query.limit ?? pageLimitMax,
    cursor: query.cursor,
  })

  /** VPCs or subnets: few, so they are filtered and sorted at every call. */
  const places = async <T extends Scope & { name: string; cidr: string }>(
    regions: readonly Region[],
    kind: string,
    query: InventoryQuery,
    itemsOf: (region: Region) => Iterable<T>,
    idOf: (item: T) => string,
  ) => {
    const at = paging(kind, query)
    mustBeCursorOf(at)
    const parts = await placeParts(regions, query, clock)
    const q = (query.q ?? '').trim().toLowerCase()
    const key = (item: T) => `${item.account}/${item.region}/${idOf(item)}`
    const textOf = (item: T) => `${item.name}\n${key(item)}`
    const compare = (a: T, b: T) => (textOf(a) < textOf(b) ? -1 : textOf(a) > textOf(b) ? 1 : 0)
    const found = parts.regions
      .flatMap((region) => [...itemsOf(region)])
      .filter((item) => q === '' || `${item.name}\n${idOf(item)}\n${item.cidr}`.toLowerCase().includes(q))
      .sort(compare)
    return finish(pageOf({ lists: [found], compare, markOf: textOf, upTo: (mark) => (item) => textOf(item) <= mark }, at), parts)
  }

  /** What is seen by who may see these regions. */
  const view = (regions: readonly Region[]): Inventory => ({
    within(accounts) {
      return accounts === 'all' ? this : view(regions.filter(({ scope }) => accounts.includes(scope.account)))
    },

    vpcs: (query = {}) =>
      places(
        regions,
        'vpcs',
        query,
        (region) => [...(region.places.peek()?.data.vpcs.values() ?? [])].filter((vpc) => !query.vpc || vpc.vpcId === query.vpc),
        (vpc) => vpc.vpcId,
      ),

    subnets: (query = {}) =>
      places(
        regions,
        'subnets',
        query,
        (region) =>
          [...(region.places.peek()?.data.subnets.values() ?? [])].filter(
            (subnet) => (!query.vpc || subnet.vpcId === query.vpc) && (!query.subnet || subnet.subnetId === query.subnet),
          ),
        (subnet) => subnet.subnetId,
      ),

    async enis(query = {}) {
      const at = paging('enis', query)
      mustBeCursorOf(at)
      const order = sortOf(query.sort)
      let parts = await eniParts(regions, query, clock)
      const indexes = () => parts.vpcs.map(({ snapshot }) => snapshot.data.index)
      const key = () => `${at.list} ${parts.version.join(' ')}`
      // Others are served meanwhile, so there may be something newer.
      for (let n = 0; n < sortedAheadMax && !recent.peek(key()) && (await sortAhead(indexes(), order)); n += 1)
        parts = await eniParts(regions, query, clock, 0)
      // What was asked for by one is asked for by others, and again: the same page is the same object, so its text is made once.
      const page = pages.get(`${key()} ${at.limit} ${at.cursor ?? ''}`, () => {
        const lists = recent.get(key(), () => listEnis(indexes(), query, order))
        const rows = pageOf(pagesOf(lists, order), at)
        return finish({ ...rows, items: rows.items.map((row) => row.eni) }, parts)
      })
      for (const region of parts.regions) {
        const { account, region: name } = region.scope
        const without = page.items.filter((eni) => eni.account === account && eni.region === name && eni.quota.limit === undefined)
        if (without.length > 0) region.wantQuotas(without.map(({ eniId }) => eniId))
      }
      return page
    },

    lastReads: () =>
      regions.map(({ scope, places }) => ({ ...scope, observedAt: places.peek()?.observedAt, cause: places.failure()?.reason })),

    mend() {
      for (const { client, scope, places } of regions) {
        const outage = client.outage?.(scope.region)
        if (outage && outage.retryAt <= clock.now()) void places.refresh()
      }
    },

    findEni: (eniId, scope = {}, { deadlineMs } = {}) => findEni(regions, eniId, scope, clock, deadlineMs),

    async readEni(scope, vpcId, eniId, { deadlineMs } = {}) {
      try {
        return await readFrom(regionOf(scope), vpcId, eniId, clock, deadlineMs)
      } catch (error) {
        if (error instanceof CloudError && error.reason === 'vpc_not_found')
          throw new AppError('not_found', { fields: [{ path: 'vpc', code: 'not_found' }] }, { cause: error })
        throw error instanceof CloudError ? cloudFailure(error) : error
      }
    },

    observe(scope, seen, at) {
      // Told by the wall clock a moment ago: its age tells when that was on the monotonic one.
      const since = clock.monotonic() - Math.max(0, clock.now() - at)
      const [eniId, eni] = 'gone' in seen ? [seen.gone, undefined] : [seen.eniId, seen]
      regionOf(scope).observe(eniId, { eni, at, since })
    },

    async usedAddresses(scope, vpcId, question, { deadlineMs } = {}) {
      const region = regionOf(scope)
      const reading = Promise.all([region.ensureVpc(vpcId), question && asked.ask(region, vpcId, question.form, question.ips)])
      await (deadlineMs === undefined ? reading : atMost(deadlineMs, clock, reading))
      const evenUnread = deadlineMs !== undefined && !region.failureOf(vpcId) && !region.places.failure()
      const known = { noted: taken.of(region, vpcId), asked: asked.of(region, vpcId), question: question?.ips, evenUnread }
      const used = usedAddresses(region, vpcId, known)
      if (used) return used
      throw cloudFailure(region.failureOf(vpcId) ?? new CloudError('unreachable'))
    },

    noteTaken: (scope, vpcId, ip) => taken.note(regionOf(scope), vpcId, ip),

    named: (q, limit) => enisNamed(regions, q, limit),
    nameOf({ account, region, vpcId }, eniId) {
      const place = regions.find(({ scope }) => scope.account === account && scope.region === region)
      return place?.nameOf(vpcId, eniId) || undefined
    },
    namesVersion: () => namesVersion,

    search: (q) => search(regions, q, clock),

    async warmUp() {
      await Promise.all(regions.map((region) => region.ensureAll('background')))
    },

    async refresh(query = {}) {
      await atMost(refreshWaitMs, clock, Promise.all(regionsOf(regions, query).map((region) => region.refresh(query.vpc || undefined))))
    },

    async close() {
      closed.abort()
    },
  })
  return view(everywhere)
}
