import { assignable, type Cidr } from '#lib/ip/cidr.ts'

export type ChooseOptions = {
  cidr: Cidr
  count: number
  /** True for every address that may not be chosen: in use, claimed, cooling, reserved by somebody. */
  isTaken: (ip: number) => boolean
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
export function chooseFree({ cidr, count, isTaken, order = 'lowest', random = Math.random }: ChooseOptions): number[] {
  const bounds = assignable(cidr)
  if (bounds === undefined || count <= 0) return []
  const chosen: number[] = []
  if (order === 'lowest') {
    for (let ip = bounds.first; ip <= bounds.last && chosen.length < count; ip++) if (!isTaken(ip)) chosen.push(ip)
    return chosen
  }
  // Reservoir sampling (Vitter's algorithm R): every free address is equally likely, without listing them all.
  let seen = 0
  for (let ip = bounds.first; ip <= bounds.last; ip++) {
    if (isTaken(ip)) continue
    seen += 1
    if (chosen.length < count) chosen.push(ip)
    else {
      const at = Math.floor(random() * seen)
      if (at < count) chosen[at] = ip
    }
  }
  return chosen.sort((a, b) => a - b)
}
