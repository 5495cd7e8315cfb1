import { eniKey, orderable, type Orderable } from '#lib/plan/eni-order.ts'
import { eniSearchText } from '#lib/plan/eni-search.ts'
import type { Eni } from '#lib/schema/eni.ts'
import { eipShown } from '#lib/plan/eip-shown.ts'

/** An ENI with what the table needs at every keystroke and sort, worked out once. */
export type EniRow = Orderable & {
  /** Unique over accounts and regions: ids alone are not. */
  key: string
  /** What the search box looks in. */
  text: string
  primaryIp: string | undefined
  eips: string[]
}

const known = new WeakMap<Eni, EniRow>()

/** The row of an ENI; the same object for the same ENI. */
export function rowOf(eni: Eni): EniRow {
  const found = known.get(eni)
  if (found) return found
  const primaryIp = eni.privateIps.find((address) => address.isPrimary)?.ip
  const eips = eni.privateIps.flatMap((address) => (address.eip ? [eipShown(address.eip) ?? '?'] : []))
  const row: EniRow = {
    ...orderable(eni),
    key: eniKey(eni),
    text: eniSearchText(eni),
    primaryIp,
    eips,
  }
  known.set(eni, row)
  return row
}
