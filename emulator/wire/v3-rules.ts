import { Refusal } from '#emulator/refusal.ts'
import type { Eni, Subnet, Vpc } from '#emulator/state/types.ts'
import { boolean, exactly, somewhere, truth } from './v3-filters.ts'
import type { Filter, Rules } from './v3-filters.ts'

/** The number v3 gives a kind of ENI: 0 secondary, 1 primary (an instance's own first card), 2 trunk. */
export const eniTypeOf = (eni: Eni): number => eni.eniType ?? (eni.primary ? 1 : 0)
export const qosOf = (eni: Eni): string => eni.qosLevel ?? 'DEFAULT'

/** IPv6 is not in this world: filters for it match nothing. */
const never = () => false

/** One `address-ip` is compared with the end of each address, several exactly; with `ip-exact-match` only the first counts, exactly. */
const byAddress = (eni: Eni, values: string[], all: readonly Filter[]): boolean => {
  const exact = all.find((filter) => filter.name === 'ip-exact-match')
  const [first = ''] = values
  const isExact = exact !== undefined && truth(exact.values)[0] === true
  const fits = (ip: string) => (isExact ? ip === first : values.length === 1 ? ip.endsWith(first) : values.includes(ip))
  return eni.addresses.some((address) => fits(address.ip))
}

export const eniRules: Rules<Eni> = {
  'vpc-id': exactly((eni) => eni.vpcId),
  'subnet-id': exactly((eni) => eni.subnetId),
  'network-interface-id': exactly((eni) => eni.eniId),
  'attachment.instance-id': exactly((eni) => eni.instanceId ?? ''),
  'groups.security-group-id': (eni, values) => eni.securityGroupIds.some((id) => values.includes(id)),
  'network-interface-name': somewhere((eni) => eni.name),
  'network-interface-description': somewhere((eni) => eni.description),
  'address-ip': byAddress,
  'ip-exact-match': (_eni, values) => {
    truth(values)
    return true
  },
  'is-primary': boolean((eni) => eni.primary),
  'eni-type': (eni, values) => {
    const odd = values.find((value) => !/^[012]$/.test(value))
    if (odd !== undefined) throw new Refusal('value_out_of_range', `\`${odd}\` is not a type of network interface.`)
    return values.includes(String(eniTypeOf(eni)))
  },
  'eni-qos': exactly(qosOf),
  'address-ipv6': never,
  'public-address-ip': (eni, values) => eni.addresses.some((address) => values.includes(address.publicIp)),
  'address-type': never,
  // Nothing here is protected.
  'termination-protection': boolean(() => false),
  'traffic-protection': boolean(() => false),
}

export const vpcRules: Rules<Vpc> = {
  'vpc-name': somewhere((vpc) => vpc.name),
  'is-default': boolean((vpc) => vpc.isDefault),
  'vpc-id': exactly((vpc) => vpc.vpcId),
  'cidr-block': exactly((vpc) => vpc.cidr),
  'ipv6-cidr-block': never,
  'isp-type': never,
  'address-type': never,
}

export const subnetRules: Rules<Subnet> = {
  'subnet-id': exactly((subnet) => subnet.subnetId),
  'vpc-id': exactly((subnet) => subnet.vpcId),
  'cidr-block': exactly((subnet) => subnet.cidr),
  'is-default': boolean((subnet) => subnet.isDefault),
  'is-remote-vpc-snat': boolean(() => false),
  'subnet-name': somewhere((subnet) => subnet.name),
  zone: exactly((subnet) => subnet.zone),
  'cdc-id': never,
  'is-cdc-subnet': (_subnet, values) => values.includes('0'),
  'ipv6-cidr-block': never,
  'isp-type': never,
  'address-type': never,
}
