import { parseIpv4 } from '#lib/ip/ipv4.ts'
import { eniKey, naturalKey } from '#lib/plan/eni-order.ts'
import { eniSearchText } from '#lib/plan/eni-search.ts'
import type { Eni } from '#lib/schema/eni.ts'

/** An ENI with what the table needs at every keystroke and sort, worked out once. */
export type EniRow = {
  eni: Eni
  /** Unique over accounts and regions: ids alone are not. */
  key: string
  /** What the search box looks in. */
  text: string
  primaryIp: string | undefined
  nameKey: string
  /** The primary address as a number, so that 10.0.0.9 sorts before 10.0.0.10; −1 if there is none. */
  primaryIpValue: number
  eips: string[]
}

const known = new WeakMap<Eni, EniRow>()

/** The row of an ENI; the same object for the same ENI. */
export function rowOf(eni: Eni): EniRow {
  const found = known.get(eni)
  if (found) return found
  const primaryIp = eni.privateIps.find((address) => address.isPrimary)?.ip
  const eips = eni.privateIps.flatMap((address) => (address.eip ? [address.eip.publicIp ?? address.eip.eipId ?? '?'] : []))
  const row: EniRow = {
    eni,
    key: eniKey(eni),
    text: eniSearchText(eni),
    nameKey: naturalKey(eni.name),
    primaryIp,
    primaryIpValue: (primaryIp === undefined ? undefined : parseIpv4(primaryIp)) ?? -1,
    eips,
  }
  known.set(eni, row)
  return row
}
