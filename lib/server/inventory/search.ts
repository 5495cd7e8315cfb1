/** Exact search over everything that is configured. */
import { contains, parseCidr } from '#lib/ip/cidr.ts'
import { formatIpv4 } from '#lib/ip/ipv4.ts'
import { normaliseMac } from '#lib/plan/eni-search.ts'
import { exactTerm, type ExactTerm } from '#lib/plan/search-term.ts'
import type { SearchResult } from '#lib/schema/search.ts'
import type { Clock } from '#lib/server/base/clock.ts'
import { wholeWaitMs } from './at-most.ts'
import type { EniIndex, IndexedEni } from './eni-index.ts'
import { eniParts, type Parts } from './parts.ts'
import type { Region } from './region.ts'
import type { Found } from './types.ts'

type Hit = { row: IndexedEni; ip?: string }

function hitsIn(index: EniIndex, term: ExactTerm): readonly Hit[] {
  const one = (row: IndexedEni | undefined, ip?: string): Hit[] => (row ? [{ row, ip }] : [])
  switch (term.kind) {
    case 'ip': {
      const own = one(index.atIp(term.ip), formatIpv4(term.ip))
      // A public address leads to the private one it is bound to.
      return own.length > 0 ? own : index.withPublicIp(term.value)
    }
    case 'eni':
      return one(index.get(term.value))
    case 'instance':
      return index.withInstance(term.value)
    case 'mac':
      return index.withMac(normaliseMac(term.value))
  }
}

/** The subnets of a region that an address lies in. */
function subnetsWith(ip: number, region: Region, parts: Parts | undefined): Found['subnets'] {
  const places = region.places.peek()?.data
  const isRead = (vpcId: string) =>
    parts?.vpcs.some((part) => part.vpcId === vpcId) === true && !parts.missing.some((part) => part.vpcId === vpcId)
  return [...(places?.subnets.values() ?? [])]
    .filter(({ cidr }) => {
      const block = parseCidr(cidr)
      return block !== undefined && contains(block, ip)
    })
    .map((subnet) => ({ ...subnet, vpcName: places?.vpcs.get(subnet.vpcId)?.name || undefined, isRead: isRead(subnet.vpcId) }))
}

/** Parts that cannot be read are named in `searched`, never thrown: the others are still worth showing. */
export async function search(all: readonly Region[], q: string, clock: Clock): Promise<Found> {
  const term = exactTerm(q)
  const at = new Date(clock.now()).toISOString()
  if (term === undefined) return { q, kind: 'unrecognised', items: [], subnets: [], searched: [], observedAt: at }
  const readings = await Promise.all(
    all.map(async (region) => {
      try {
        return { region, parts: await eniParts(all, region.scope, clock, wholeWaitMs) }
      } catch {
        // What failed is kept in the region and told below.
        return { region, parts: undefined }
      }
    }),
  )
  const items = readings.flatMap(({ region, parts }) =>
    (parts?.vpcs ?? []).flatMap(({ vpcId, snapshot }) =>
      hitsIn(snapshot.data.index, term).map(({ row, ip }) => ({
        eni: row.eni,
        ip,
        vpcName: region.places.peek()?.data.vpcs.get(vpcId)?.name || undefined,
      })),
    ),
  )
  const isNowhere = term.kind === 'ip' && items.length === 0
  const lies = isNowhere ? readings.flatMap(({ region, parts }) => subnetsWith(term.ip, region, parts)) : []
  // By name, as every list of subnets; the cloud keeps no order.
  const textOf = ({ name, account, region, subnetId }: (typeof lies)[number]) => `${name}\n${account}/${region}/${subnetId}`
  const subnets = lies.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1))
  const searched = readings.map(({ region, parts }) => summary(region, parts))
  const oldest = searched.flatMap((part) => part.observedAt ?? []).reduce((a, b) => (b < a ? b : a), at)
  return { q, kind: term.kind, items, subnets, searched, observedAt: oldest }
}

function summary(region: Region, parts: Parts | undefined): SearchResult['searched'][number] {
  const enis = (parts?.vpcs ?? []).reduce((sum, part) => sum + part.snapshot.data.index.size, 0)
  // As long as something is on its way there is an answer to wait for.
  const missing = parts?.missing.find(({ code }) => code === 'loading') ?? parts?.missing[0]
  const error = parts ? missing?.code : (region.places.failure()?.reason ?? 'unreachable')
  return {
    ...region.scope,
    vpcs: parts?.vpcs.length ?? 0,
    enis,
    observedAt: parts && parts.vpcs.length > 0 ? new Date(parts.observedAt).toISOString() : undefined,
    error,
  }
}
