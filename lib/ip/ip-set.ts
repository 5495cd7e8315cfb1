import { contains, type Cidr } from './cidr.ts'

/**
 * The set of addresses of one block that are taken, one bit each: 32 are skipped at once when looking for a free one. A /16
 * is 8 KiB. Addresses outside the block are ignored by `add` and are never in the set.
 */
export class IpSet {
  readonly cidr: Cidr
  readonly #words: Uint32Array

  constructor(cidr: Cidr, taken: Iterable<number> = []) {
    this.cidr = cidr
    this.#words = new Uint32Array(Math.ceil(cidr.size / 32))
    for (const ip of taken) this.add(ip)
  }

  add(ip: number): void {
    if (!contains(this.cidr, ip)) return
    const at = ip - this.cidr.first
    this.#words[at >>> 5] = this.#word(at >>> 5) | (1 << (at & 31))
  }

  has(ip: number): boolean {
    if (!contains(this.cidr, ip)) return false
    const at = ip - this.cidr.first
    return (this.#word(at >>> 5) & (1 << (at & 31))) !== 0
  }

  /** The lowest address ≥ `from` that is in the block and not in the set. */
  nextFree(from: number): number | undefined {
    let at = Math.max(0, from - this.cidr.first)
    while (at < this.cidr.size) {
      // Bits below `at` count as taken, so that the first zero bit found is at or above it.
      const free = ~this.#word(at >>> 5) & (-1 << (at & 31))
      if (free !== 0) {
        const found = (at & ~31) + (31 - Math.clz32(free & -free))
        return found < this.cidr.size ? this.cidr.first + found : undefined
      }
      at = (at & ~31) + 32
    }
    return undefined
  }

  #word(index: number): number {
    return this.#words[index] ?? 0
  }
}
