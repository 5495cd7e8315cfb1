/** The ENIs of one VPC, ready to be looked up. Changed in place: an observation of one ENI must not rebuild 100,000. */
import { parseIpv4 } from '#lib/ip/ipv4.ts'
import { orderable, type EniOrder, type Orderable } from '#lib/plan/eni-order.ts'
import { eniSearchText, normaliseMac } from '#lib/plan/eni-search.ts'
import type { Eni } from '#lib/schema/eni.ts'
import { EniOrders } from './eni-orders.ts'

export type IndexedEni = Orderable
type Hit = { row: IndexedEni; ip?: string }
/** The slots whose texts hold every word, in the order of the memory. */
type Found = { words: readonly string[]; slots: Uint32Array }

/** Some people type at once, and a key may be taken back. */
const keptFound = 4

export class EniIndex {
  /** In the order in which they came, which is that of the memory: to look through all is a matter of reading on. */
  readonly #rows: (IndexedEni | undefined)[] = []
  /** What the search box looks in, by slot. */
  readonly #texts: string[] = []
  /** The last that were found, newest first; gone with any change. */
  #found: readonly Found[] = []
  readonly #slots = new Map<string, number>()
  readonly #byIp = new Map<number, IndexedEni>()
  readonly #orders = new EniOrders<IndexedEni>()
  /** Only a search needs these: built at the first one after a change. */
  #exact: { instance: Map<string, Hit[]>; mac: Map<string, Hit[]>; publicIp: Map<string, Hit[]> } | undefined

  constructor(enis: Iterable<Eni> = []) {
    for (const eni of enis) this.set(eni.eniId, eni)
  }

  get size(): number {
    return this.#slots.size
  }
  rows(): Iterable<IndexedEni> {
    return this.#rows.filter((row) => row !== undefined)
  }
  get(eniId: string): IndexedEni | undefined {
    const slot = this.#slots.get(eniId)
    return slot === undefined ? undefined : this.#rows[slot]
  }
  /** True if `list` has to sort, which takes milliseconds for thousands. */
  mustSort(order: EniOrder): boolean {
    return this.#orders.mustSort(order)
  }
  sort(order: EniOrder): void {
    this.#orders.sorted(order, this.#rows)
  }
  /** The rows that hold every word, in this order; an array of its own. */
  list(order: EniOrder, words: readonly string[] = []): IndexedEni[] {
    const sorted = words.length === 0 ? this.#orders.sorted(order, this.#rows) : this.#find(order, words)
    const rows: IndexedEni[] = []
    // What is in an order is in a slot.
    for (let n = 0; n < sorted.length; n += 1) rows.push(this.#rows[sorted[n] ?? 0] as IndexedEni)
    return rows
  }
  #find(order: EniOrder, words: readonly string[]): Uint32Array {
    // Whoever types on has what was found by the keys before to look through.
    const wider = this.#found.filter((before) => before.words.every((word) => words.some((longer) => longer.includes(word))))
    const closest = wider.toSorted((a, b) => a.slots.length - b.slots.length).at(0)
    // Texts are read in the order of the memory, and then picked out in the other: the other way round takes ten times as long.
    const slots = holding(words, this.#texts, closest?.slots)
    const isFound = new Uint8Array(this.#texts.length)
    for (const slot of slots) isFound[slot] = 1
    const sorted = new Uint32Array(slots.length)
    let count = 0
    const all = this.#orders.sorted(order, this.#rows)
    for (let n = 0; n < all.length; n += 1) {
      const slot = all[n] ?? 0
      if (isFound[slot] === 1) sorted[count++] = slot
    }
    this.#found = [{ words, slots }, ...this.#found].slice(0, keptFound)
    return sorted
  }
  atIp(ip: number): IndexedEni | undefined {
    return this.#byIp.get(ip)
  }
  ips(): Iterable<number> {
    return this.#byIp.keys()
  }
  withInstance(instanceId: string): readonly Hit[] {
    return this.#lookUp().instance.get(instanceId) ?? []
  }
  withMac(mac: string): readonly Hit[] {
    return this.#lookUp().mac.get(mac) ?? []
  }
  withPublicIp(ip: string): readonly Hit[] {
    return this.#lookUp().publicIp.get(ip) ?? []
  }

  /** Replaces, adds or (with undefined) removes one ENI. */
  set(eniId: string, eni: Eni | undefined): void {
    const slot = this.#slots.get(eniId) ?? this.#rows.length
    const before = this.#rows[slot]
    if (!before && !eni) return
    if (before) for (const ip of ipsOf(before.eni)) if (this.#byIp.get(ip) === before) this.#byIp.delete(ip)
    const row = eni && orderable(eni)
    this.#rows[slot] = row
    // Nothing is found in what is gone: there is no word that is empty.
    this.#texts[slot] = eni ? eniSearchText(eni) : ''
    if (this.#found.length > 0) this.#found = []
    if (row) {
      this.#slots.set(eniId, slot)
      for (const ip of ipsOf(row.eni)) this.#byIp.set(ip, row)
    } else this.#slots.delete(eniId)
    this.#orders.replace(slot, row)
    this.#exact = undefined
  }

  #lookUp() {
    if (this.#exact) return this.#exact
    const exact = { instance: new Map<string, Hit[]>(), mac: new Map<string, Hit[]>(), publicIp: new Map<string, Hit[]>() }
    const put = (map: Map<string, Hit[]>, key: string | undefined, hit: Hit) => {
      if (key === undefined || key === '') return
      const hits = map.get(key)
      if (hits) hits.push(hit)
      else map.set(key, [hit])
    }
    for (const row of this.rows()) {
      put(exact.instance, row.eni.instanceId, { row })
      put(exact.mac, row.eni.mac && normaliseMac(row.eni.mac), { row })
      for (const { ip, eip } of row.eni.privateIps) put(exact.publicIp, eip?.publicIp, { row, ip })
    }
    this.#exact = exact
    return exact
  }
}

/** Which of the texts hold every word, of these slots or of all. */
function holding(words: readonly string[], texts: readonly string[], slots: Uint32Array | undefined): Uint32Array {
  const most = slots ? slots.length : texts.length
  const found = new Uint32Array(most)
  let count = 0
  for (let n = 0; n < most; n += 1) {
    const slot = slots ? (slots[n] ?? 0) : n
    const text = texts[slot]
    if (text !== undefined && words.every((word) => text.includes(word))) found[count++] = slot
  }
  return found.slice(0, count)
}

function* ipsOf(eni: Eni): Iterable<number> {
  for (const address of eni.privateIps) {
    const ip = parseIpv4(address.ip)
    if (ip !== undefined) yield ip
  }
}
