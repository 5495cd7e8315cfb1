import type { AddressPast } from '#lib/schema/address-past.ts'
import type { SearchResult } from '#lib/schema/search.ts'

type Place = Pick<AddressPast, 'account' | 'region' | 'vpcId'>

const isIn = (past: Place, place: Place): boolean =>
  past.account === place.account && past.region === place.region && past.vpcId === place.vpcId

/** What was done with the address in this VPC. */
export const pastIn = ({ past }: SearchResult, place: Place, ip: string | undefined): AddressPast | undefined =>
  past.find((one) => one.ip === ip && isIn(one, place))

/** What was done with it in VPCs that nothing else of the result is about. */
export const pastElsewhere = ({ past, items, subnets }: SearchResult): AddressPast[] =>
  past.filter((one) => !items.some(({ eni, ip }) => ip === one.ip && isIn(one, eni)) && !subnets.some((subnet) => isIn(one, subnet)))
