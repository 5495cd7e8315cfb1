/** In which order a list of ENIs stands: one answer in the browser, which sorts a VPC, and on the server, which sorts all of them. */
import type { Eni } from '#lib/schema/eni.ts'

/** `primaryIpValue`: the primary address as a number, so that 10.0.0.9 stands before 10.0.0.10; −1 if there is none. */
type Orderable = { eni: Eni; primaryIpValue: number }

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
  name: ({ eni }) => naturalKey(eni.name),
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
export const eniKey = ({ account, region, eniId }: Eni): string => `${account}/${region}/${eniId}`

/** A sorted copy. Rows that are equal by the key stand by their id, so that the order never depends on how they came. */
export function sortEnis<T extends Orderable>(rows: Iterable<T>, { key, descending }: EniOrder): T[] {
  const sign = descending ? -1 : 1
  // Of one key all values are texts, or all are numbers.
  const keyed = Array.from(rows, (row) => ({ row, value: orders[key](row) }))
  const byId = (a: Eni, b: Eni) => (a.eniId < b.eniId ? -1 : a.eniId > b.eniId ? 1 : eniKey(a) < eniKey(b) ? -1 : 1)
  keyed.sort((a, b) => (a.value < b.value ? -sign : a.value > b.value ? sign : byId(a.row.eni, b.row.eni)))
  return keyed.map(({ row }) => row)
}
