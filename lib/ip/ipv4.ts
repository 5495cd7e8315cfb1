/**
 * IPv4 addresses as unsigned 32-bit integers: they compare, sort and range-query as what they are, in memory and in SQL.
 * Strict dotted decimal only. inet_aton's short, octal and hexadecimal forms are refused, because `010.0.0.1` means 8.0.0.1
 * to one program and 10.0.0.1 to the next (RFC 6943, section 3.1.1).
 */
const octet = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)'
const dotted = new RegExp(`^${octet}\\.${octet}\\.${octet}\\.${octet}$`)

export const ipv4Max = 0xffff_ffff

/** `10.0.0.5` → 167772165; undefined for anything that is not four decimal octets without leading zeros. */
export function parseIpv4(text: string): number | undefined {
  if (!dotted.test(text)) return undefined
  let value = 0
  for (const part of text.split('.')) value = value * 256 + Number(part)
  return value
}

/** 167772165 → `10.0.0.5`. Throws RangeError for what is not an unsigned 32-bit integer. */
export function formatIpv4(value: number): string {
  if (!Number.isInteger(value) || value < 0 || value > ipv4Max) throw new RangeError(`not an IPv4 address: ${value}`)
  return `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`
}

/** Looks like an IPv6 address: recognised only so that it can be refused with its own message. */
export function looksLikeIpv6(text: string): boolean {
  return /^\[?[0-9a-f:.]*:[0-9a-f:.]*:[0-9a-f:.]*(?:%\w+)?\]?(?:\/\d{1,3})?$/i.test(text)
}
