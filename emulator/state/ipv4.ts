/**
 * IPv4 arithmetic of the emulator. Written apart from lib/ip on purpose: the emulator judges the app's answers about
 * addresses, and one mistake must not confirm itself.
 */

/** Strict dotted decimal (no leading zeros, no short or hex forms) as an unsigned number, or undefined. */
export const parseIp = (text: string): number | undefined => {
  const parts = text.split('.')
  if (parts.length !== 4) return undefined
  let value = 0
  for (const part of parts) {
    if (!/^(0|[1-9][0-9]{0,2})$/.test(part) || Number(part) > 255) return undefined
    value = value * 256 + Number(part)
  }
  return value
}

export const formatIp = (value: number): string => `${value >>> 24}.${(value >>> 16) & 255}.${(value >>> 8) & 255}.${value & 255}`

/** A block of addresses, both ends included. */
export type Block = { first: number; last: number }

/** `10.0.0.0/24` as a block; throws on anything that is no network address with a length. */
export const parseCidr = (text: string): Block => {
  const [address = '', length = ''] = text.split('/')
  const first = parseIp(address)
  if (first === undefined || !/^([0-9]|[12][0-9]|3[0-2])$/.test(length)) throw new Error(`not a CIDR: ${text}`)
  const size = 2 ** (32 - Number(length))
  if (first % size !== 0) throw new Error(`not a network address: ${text}`)
  return { first, last: first + size - 1 }
}

export const contains = (block: Block, ip: number) => ip >= block.first && ip <= block.last

/** The network address, the first host (gateway) and the broadcast address are the cloud's own: a subnet has 2ⁿ − 3 addresses. */
export const isReserved = (block: Block, ip: number) => ip === block.first || ip === block.first + 1 || ip === block.last

export const usableCount = (block: Block) => block.last - block.first + 1 - 3
