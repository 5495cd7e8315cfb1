import { parseCidr } from './cidr.ts'
import { formatIpv4, looksLikeIpv6, parseIpv4 } from './ipv4.ts'
import { normaliseText } from './normalise.ts'

/** `too_many`: the range or block alone is larger than `max`. `backwards`: a range whose end lies before its start. */
export type RejectCode = 'malformed' | 'ipv6' | 'too_many' | 'backwards'
export type AddressList = { addresses: string[]; rejected: { text: string; code: RejectCode }[] }

/**
 * Addresses out of a pasted text: separated by space, comma, semicolon, new line or their Chinese forms; ranges
 * `10.0.1.36-40` and `10.0.1.36-10.0.1.40`; blocks `10.0.1.32/29` (every address of them: what may not be used gets its
 * verdict later, and is not dropped here). Order and repetitions are kept. A part that gives more than `max` addresses is
 * rejected whole. Nothing is dropped without being listed in `rejected`.
 */
export function parseAddressList(text: string, max = 256): AddressList {
  const result: AddressList = { addresses: [], rejected: [] }
  const spaced = normaliseText(text).replace(/(\d)\s*[-–—~～]\s*(\d)/g, '$1-$2')
  for (const part of spaced.split(/[\s,;、|"'()<>]+/)) {
    if (part === '') continue
    const found = parsePart(part, max)
    if (typeof found === 'string') result.rejected.push({ text: part, code: found })
    else for (let ip = found.first; ip <= found.last; ip++) result.addresses.push(formatIpv4(ip))
  }
  return result
}

function parsePart(part: string, max: number): { first: number; last: number } | RejectCode {
  const single = parseIpv4(part)
  if (single !== undefined) return { first: single, last: single }
  if (looksLikeIpv6(part)) return 'ipv6'
  const block = parseCidr(part)
  const range = block ?? parseRange(part)
  if (range === undefined) return 'malformed'
  if (range.last < range.first) return 'backwards'
  return range.last - range.first + 1 > max ? 'too_many' : range
}

function parseRange(part: string): { first: number; last: number } | undefined {
  const [from, to, more] = part.split('-')
  if (from === undefined || to === undefined || more !== undefined) return undefined
  const first = parseIpv4(from)
  if (first === undefined) return undefined
  const last = parseIpv4(to) ?? (/^(?:0|[1-9]\d{0,2})$/.test(to) && Number(to) <= 255 ? first - (first % 256) + Number(to) : undefined)
  return last === undefined ? undefined : { first, last }
}
