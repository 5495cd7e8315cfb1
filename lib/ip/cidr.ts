import { formatIpv4, parseIpv4 } from './ipv4.ts'

/** A block of addresses. `first` and `last` are its bounds, network and broadcast address included. */
export type Cidr = { base: number; prefix: number; first: number; last: number; size: number }

/** `10.0.1.0/24`. Undefined if it is not a CIDR, or if host bits are set (`10.0.1.5/24`): the cloud never writes it so. */
export function parseCidr(text: string): Cidr | undefined {
  const [address, length, more] = text.split('/')
  if (address === undefined || length === undefined || more !== undefined || !/^(?:[0-9]|[12][0-9]|3[0-2])$/.test(length)) return undefined
  const base = parseIpv4(address)
  const prefix = Number(length)
  const size = 2 ** (32 - prefix)
  if (base === undefined || base % size !== 0) return undefined
  return { base, prefix, first: base, last: base + size - 1, size }
}

export const contains = (cidr: Cidr, ip: number): boolean => ip >= cidr.first && ip <= cidr.last

/**
 * The address is kept by the system: network address, first host (the gateway) and broadcast. So 10.0.0.0/24 leaves
 * .2 to .254, and a subnet holds 2ⁿ − 3 addresses (Tencent Cloud's ENI guide and the totals its subnets report).
 */
export const isReserved = (cidr: Cidr, ip: number): boolean => ip === cidr.first || ip === cidr.first + 1 || ip === cidr.last

/** First and last address that may be assigned; undefined where the block is too small to hold any. */
export function assignable(cidr: Cidr): { first: number; last: number } | undefined {
  return cidr.size > 3 ? { first: cidr.first + 2, last: cidr.last - 1 } : undefined
}

export const formatCidr = (cidr: Cidr): string => `${formatIpv4(cidr.base)}/${cidr.prefix}`
