import { contains, isReserved, parseCidr } from '#lib/ip/cidr.ts'
import { looksLikeIpv6, parseIpv4 } from '#lib/ip/ipv4.ts'
import { normaliseText } from '#lib/ip/normalise.ts'
import { harmlessVerdicts, type Holder, type Verdict } from '#lib/schema/assign.ts'

/**
 * What is known when an assign is judged. The browser knows less than the server (no claims, perhaps no holders): what it
 * cannot know stays `unchecked`, and the server judges again with everything.
 */
export type KnownForAssign = {
  /** The ENI's subnet. Undefined: not known, then no address is called outside or reserved. */
  cidr: string | undefined
  /** Addresses on this ENI now, primary included. */
  onThisEni: readonly string[]
  /** Private IPs this ENI may hold, primary included. Undefined: nobody told us, so no quota verdict. */
  quotaLimit: number | undefined
  /** Who has the address in this VPC: a holder, `free` as of the snapshot, or `unchecked`. */
  holderOf: (ip: number) => Holder | 'free' | 'unchecked'
  /** Our own open operation that has claimed the address; with `until` (epoch ms) it only cools down after an unknown. */
  heldBy?: (ip: number) => { operationId: string; until?: number } | undefined
}

/**
 * A verdict for each row, in order. Rows are judged as typed (full-width forms accepted). The first of equal rows counts,
 * later ones are duplicates. Rows beyond what the quota leaves get `over_quota`, counted over the rows that would be sent.
 */
export function judgeAddresses(rows: readonly string[], known: KnownForAssign): Verdict[] {
  const cidr = known.cidr === undefined ? undefined : parseCidr(known.cidr)
  const mine = new Set(known.onThisEni)
  const firstRow = new Map<number, number>()
  let slots = known.quotaLimit === undefined ? Number.POSITIVE_INFINITY : known.quotaLimit - known.onThisEni.length

  const judge = (text: string, index: number): Verdict => {
    const plain = normaliseText(text)
    const ip = parseIpv4(plain)
    if (ip === undefined) return { ip: text, code: looksLikeIpv6(plain) ? 'ipv6' : 'malformed' }
    const earlier = firstRow.get(ip)
    if (earlier !== undefined) return { ip: plain, code: 'duplicate', row: earlier }
    firstRow.set(ip, index + 1)
    if (mine.has(plain)) return { ip: plain, code: 'on_this_eni' }
    if (cidr && !contains(cidr, ip)) return { ip: plain, code: 'outside_subnet' }
    if (cidr && isReserved(cidr, ip)) return { ip: plain, code: 'reserved' }
    const held = known.heldBy?.(ip)
    if (held?.until !== undefined) {
      return { ip: plain, code: 'cooling', holder: { operationId: held.operationId }, until: new Date(held.until).toISOString() }
    }
    if (held) return { ip: plain, code: 'claimed', holder: { operationId: held.operationId } }
    const holder = known.holderOf(ip)
    if (typeof holder === 'object') return { ip: plain, code: 'in_use', holder }
    if (slots <= 0) return { ip: plain, code: 'over_quota' }
    slots -= 1
    return { ip: plain, code: holder }
  }
  return rows.map(judge)
}

/** No verdict of the list stops a submission. */
export const allHarmless = (verdicts: readonly Verdict[]): boolean => verdicts.every((verdict) => harmlessVerdicts.includes(verdict.code))

/** How many addresses can be added, and what sets the limit. `max` undefined: neither quota nor subnet is known. */
export type Room = { max: number | undefined; limitedBy: 'quota' | 'subnet' | undefined }

/** The room left on an ENI: the smaller of its quota and the free addresses of its subnet, each only where known. */
export function roomFor(known: { used: number; quotaLimit: number | undefined; subnetFree: number | undefined }): Room {
  const byQuota = known.quotaLimit === undefined ? undefined : Math.max(0, known.quotaLimit - known.used)
  if (byQuota === undefined && known.subnetFree === undefined) return { max: undefined, limitedBy: undefined }
  if (byQuota !== undefined && (known.subnetFree === undefined || byQuota <= known.subnetFree)) return { max: byQuota, limitedBy: 'quota' }
  return { max: known.subnetFree, limitedBy: 'subnet' }
}

/** Why a count cannot be had, or undefined. */
export function judgeCount(count: number, room: Room): 'over_quota' | 'subnet_full' | undefined {
  if (room.max === undefined || count <= room.max) return undefined
  return room.limitedBy === 'quota' ? 'over_quota' : 'subnet_full'
}

/** Rows marked primary, by index. More than one is always wrong; one is refused by the cloud while the ENI has its primary. */
export function primaryRows(addresses: readonly { primary?: boolean }[]): number[] {
  return addresses.flatMap((address, index) => (address.primary === true ? [index] : []))
}
