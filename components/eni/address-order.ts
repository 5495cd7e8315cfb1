import { parseIpv4 } from '#lib/ip/ipv4.ts'
import type { PrivateIp } from '#lib/schema/eni.ts'

const valueOf = ({ ip, isPrimary }: PrivateIp): number => (isPrimary ? -1 : (parseIpv4(ip) ?? Infinity))

/** The primary first, then by number: 10.0.0.9 before 10.0.0.10. */
export const inOrder = (addresses: readonly PrivateIp[]): PrivateIp[] => addresses.toSorted((a, b) => valueOf(a) - valueOf(b))
