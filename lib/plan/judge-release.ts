import { looksLikeIpv6, parseIpv4 } from '#lib/ip/ipv4.ts'
import { normaliseText } from '#lib/ip/normalise.ts'
import type { ChangeVerdict } from '#lib/schema/change.ts'
import type { Eip, PrivateIp } from '#lib/schema/eni.ts'

/** What is known when a release, a move or a note is judged. */
export type KnownForChange = {
  /** On the ENI now, primary included. */
  onEni: readonly PrivateIp[]
  /** Our own operation that keeps the address; with `until` (epoch ms) it only cools down after an unknown. */
  heldBy?: (ip: number) => { operationId: string; until?: number } | undefined
}

/** True when the person was told of the EIP on the address, by its id or its public IP, or none is on it. */
export const isEipTold = (eip: Eip | undefined, told: readonly string[]): boolean =>
  eip === undefined || [eip.eipId, eip.publicIp].some((name) => name !== undefined && told.includes(name))

/**
 * A verdict for each row of a release, in order; a move has one row. Rows are judged as typed (full-width forms accepted). The
 * first of equal rows counts, later ones are duplicates. `told`: the EIPs that the person knows of.
 */
export function judgeRelease(rows: readonly string[], known: KnownForChange, told: readonly string[]): ChangeVerdict[] {
  const mine = new Map(known.onEni.map((address) => [address.ip, address]))
  const firstRow = new Map<number, number>()
  return rows.map((text, index): ChangeVerdict => {
    const ip = normaliseText(text)
    const number = parseIpv4(ip)
    if (number === undefined) return { ip: text, code: looksLikeIpv6(ip) ? 'ipv6' : 'malformed' }
    const earlier = firstRow.get(number)
    if (earlier !== undefined) return { ip, code: 'duplicate', row: earlier }
    firstRow.set(number, index + 1)
    const address = mine.get(ip)
    if (!address) return { ip, code: 'not_on_eni' }
    const eip = address.eip === undefined ? {} : { eip: address.eip }
    if (address.isPrimary) return { ip, code: 'is_primary', ...eip }
    const kept = keptBy(known, number)
    if (kept) return { ip, ...kept, ...eip }
    return { ip, code: isEipTold(address.eip, told) ? 'ok' : 'eip_bound', ...eip }
  })
}

/** The verdict about the address whose note is to be written: of any address, and whatever EIP is on it. */
export function judgeNote(text: string, known: KnownForChange): ChangeVerdict {
  const ip = normaliseText(text)
  const number = parseIpv4(ip)
  if (number === undefined) return { ip: text, code: looksLikeIpv6(ip) ? 'ipv6' : 'malformed' }
  if (!known.onEni.some((address) => address.ip === ip)) return { ip, code: 'not_on_eni' }
  return { ip, code: 'ok', ...keptBy(known, number) }
}

function keptBy(known: KnownForChange, ip: number): Pick<ChangeVerdict, 'code' | 'holder' | 'until'> | undefined {
  const held = known.heldBy?.(ip)
  if (!held) return undefined
  const holder = { operationId: held.operationId }
  return held.until === undefined ? { code: 'claimed', holder } : { code: 'cooling', holder, until: new Date(held.until).toISOString() }
}
