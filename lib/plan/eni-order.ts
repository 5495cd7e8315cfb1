/** In which order a list of ENIs stands: one answer in the browser, which sorts a VPC, and on the server, which sorts all of them. */
import { parseIpv4 } from '#lib/ip/ipv4.ts'
import type { Eni } from '#lib/schema/eni.ts'

/**
 * What is worked out once for an ENI. `nameKey`: see naturalKey. `primaryIpValue`: the primary address as a number, so that 10.0.0.9 stands
 * before 10.0.0.10; −1 if there is none.
 */
export type Orderable = { eni: Eni; nameKey: string; primaryIpValue: number }

export function orderable(eni: Eni): Orderable {
  const primary = eni.privateIps.find((address) => address.isPrimary)
  return { eni, nameKey: naturalKey(eni.name), primaryIpValue: (primary && parseIpv4(primary.ip)) ?? -1 }
}

/**
 * What names are compared by: web-2 stands before web-10, and case counts for nothing. A number is preceded by how many digits it has,
 * so that plain comparison of texts does: a collator takes seconds for 100,000 rows, and its order depends on its version.
 */
export const naturalKey = (text: string): string =>
  text.toLowerCase().replace(/\d+/g, (digits) => {
    const number = digits.replace(/^0+(?=\d)/, '')
    // The count is in digits as well: a number stands before and after the same signs as a digit.
    return `${number.length.toString().padStart(2, '0')}${number}`
  })

const orders = {
  name: ({ nameKey }) => nameKey,
  id: ({ eni }) => eni.eniId,
  state: ({ eni }) => eni.state,
  ip: ({ primaryIpValue }) => primaryIpValue,
  used: ({ eni }) => eni.quota.used,
  createdAt: ({ eni }) => eni.createdAt ?? '',
  vpc: ({ eni }) => eni.vpcId,
  subnet: ({ eni }) => eni.subnetId,
  eips: ({ eni }) => eni.privateIps.filter(({ eip }) => eip !== undefined).length,
  instance: ({ eni }) => eni.instanceId ?? '',
} satisfies Record<string, (row: Orderable) => string | number>

export type EniOrder = { key: keyof typeof orders; descending: boolean }

export const isEniOrderKey = (text: string): text is EniOrder['key'] => Object.hasOwn(orders, text)

/** One text for one ENI over all accounts and regions: ids alone are not unique. */
export const eniKey = ({ account, region, eniId }: Identity): string => `${account}/${region}/${eniId}`

type Identity = Pick<Eni, 'account' | 'region' | 'eniId'>
/** Where something stands: by its value, and among equals by who it is. Of one order all values are texts, or all are numbers. */
export type Place = { value: string | number; row: { eni: Identity } }
export type Placed<T> = Place & { row: T }

export const place = <T extends Orderable>(row: T, { key }: EniOrder): Placed<T> => ({ row, value: orders[key](row) })

/** The order never depends on how the rows came. */
export function comparing({ descending }: EniOrder): (a: Place, b: Place) => number {
  const sign = descending ? -1 : 1
  return (a, b) => (a.value < b.value ? -sign : a.value > b.value ? sign : compareIds(a.row.eni, b.row.eni))
}

function compareIds(a: Identity, b: Identity): number {
  if (a.eniId !== b.eniId) return a.eniId < b.eniId ? -1 : 1
  const [keyA, keyB] = [eniKey(a), eniKey(b)]
  return keyA < keyB ? -1 : keyA > keyB ? 1 : 0
}

/** A sorted copy. */
export const sortEnis = <T extends Orderable>(rows: Iterable<T>, order: EniOrder): T[] =>
  Array.from(rows, (row) => place(row, order))
    .sort(comparing(order))
    .map(({ row }) => row)
