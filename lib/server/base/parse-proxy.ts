import { isIP } from 'node:net'

/** One entry of TRUST_PROXY: an address or a CIDR, IPv4 or IPv6. Returns undefined for anything else. */
export function parseProxy(text: string): { address: string; family: 'ipv4' | 'ipv6'; bits: number } | undefined {
  const [address = '', bits, ...more] = text.split('/')
  const version = isIP(address)
  const max = version === 4 ? 32 : 128
  if (version === 0 || more.length > 0 || (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= max))) return undefined
  return { address, family: version === 4 ? 'ipv4' : 'ipv6', bits: bits === undefined ? max : Number(bits) }
}
