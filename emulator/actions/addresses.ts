import { Refusal } from '#emulator/refusal.ts'
import { contains, isReserved, parseIp } from '#emulator/state/ipv4.ts'
import type { Address, Eni, Subnet } from '#emulator/state/types.ts'
import type { World } from '#emulator/state/world.ts'

/** Explicit addresses one call may name. v2 documents no figure: v3's is used for both. */
export const explicitMax = 10

export const newAddress = (ip: string, primary: boolean, now: number): Address => ({
  ip,
  primary,
  state: 'PENDING',
  description: '',
  eipId: '',
  publicIp: '',
  blocked: false,
  createdAt: now,
})

/** Shape, number, subnet, reservation and repetition of addresses somebody chose; whether they are free is asked later. */
export const checkChosen = (world: World, subnet: Subnet, ips: string[]) => {
  if (ips.length > explicitMax) throw new Refusal('ip_too_many', `at most ${explicitMax} private ips a request, ${ips.length} given`)
  const block = world.blockOf(subnet.subnetId)
  const seen = new Set<string>()
  for (const ip of ips) {
    const value = parseIp(ip)
    if (value === undefined) throw new Refusal('ip_malformed', `${ip} is not an ip address`)
    if (!contains(block, value)) throw new Refusal('ip_outside_subnet', `${ip} is not in subnet ${subnet.subnetId} (${subnet.cidr})`)
    if (isReserved(block, value)) throw new Refusal('ip_reserved', `${ip} is reserved by the system`)
    if (seen.has(ip)) throw new Refusal('ip_duplicate', `${ip} is given twice`)
    seen.add(ip)
  }
}

export const refuseIfTaken = (world: World, vpcId: string, ip: string) => {
  const value = parseIp(ip)
  if (value !== undefined && world.holderOf(vpcId, value) !== undefined) throw new Refusal('ip_in_use', `private ip ${ip} is in use`)
}

/** The lowest free addresses beside those already chosen; refuses when the subnet has not enough. */
export const lowestFree = (world: World, subnet: Subnet, count: number, chosen: string[]): string[] => {
  // Checked before the search: a count far beyond the subnet must not walk all of it.
  if (count + chosen.length > world.usageOf(subnet.subnetId).free)
    throw new Refusal('subnet_full', `subnet ${subnet.subnetId} has not enough free ips`)
  return world
    .lowestFree(subnet, count + chosen.length)
    .filter((ip) => !chosen.includes(ip))
    .slice(0, count)
}

/** The secondary addresses of an ENI that a request names; refuses the primary one and any that is not there. */
export const checkNamed = (eni: Eni, ips: string[]): Address[] => {
  if (ips.length > explicitMax) throw new Refusal('ip_too_many', `at most ${explicitMax} private ips a request, ${ips.length} given`)
  const repeated = ips.find((ip, index) => ips.indexOf(ip) !== index)
  if (repeated !== undefined) throw new Refusal('ip_duplicate', `${repeated} is given twice`)
  return ips.map((ip) => {
    if (parseIp(ip) === undefined) throw new Refusal('ip_malformed', `${ip} is not an ip address`)
    const address = eni.addresses.find((one) => one.ip === ip)
    if (address === undefined) throw new Refusal('ip_not_on_eni', `private ip ${ip} is not on network interface ${eni.eniId}`)
    if (address.primary) throw new Refusal('ip_is_primary', `${ip} is the primary ip of network interface ${eni.eniId}`)
    if (address.state !== 'AVAILABLE') throw new Refusal('eni_busy', `private ip ${ip} is being operated, try again later`)
    return address
  })
}
