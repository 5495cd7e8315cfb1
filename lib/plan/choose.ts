import { assignable } from '#lib/ip/cidr.ts'
import type { IpSet } from '#lib/ip/ip-set.ts'

export type ChooseOptions = {
  /** Every address of the subnet that may not be chosen: in use, claimed, cooling, kept by somebody. */
  taken: IpSet
  count: number
  /**
   * `lowest` keeps ranges tidy. `spread` draws from all free addresses, so that two planners who do not know each other
   * rarely choose the same one; it needs `random` (0 ≤ n < 1).
   */
  order?: 'lowest' | 'spread'
  random?: () => number
}

/**
 * Up to `count` free addresses of a subnet, ascending; fewer when there are no more. System addresses (network, gateway,
 * broadcast) are never chosen.
 */
export function chooseFree({ taken, count, order = 'lowest', random = Math.random }: ChooseOptions): number[] {
  const bounds = assignable(taken.cidr)
  if (bounds === undefined || count <= 0) return []
  const chosen: number[] = []
  let seen = 0
  for (let ip = taken.nextFree(bounds.first); ip !== undefined && ip <= bounds.last; ip = taken.nextFree(ip + 1)) {
    seen += 1
    if (chosen.length < count) chosen.push(ip)
    else if (order === 'lowest') break
    else {
      // Reservoir sampling (Vitter's algorithm R): every free address is equally likely, without listing them all.
      const at = Math.floor(random() * seen)
      if (at < count) chosen[at] = ip
    }
  }
  return order === 'lowest' ? chosen : chosen.sort((a, b) => a - b)
}
