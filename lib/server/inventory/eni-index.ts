/** The ENIs of one VPC, ready to be looked up. Changed in place: an observation of one ENI must not rebuild 100,000. */
import { parseIpv4 } from '#lib/ip/ipv4.ts'
import { eniSearchText, normaliseMac } from '#lib/plan/eni-search.ts'
import type { Eni } from '#lib/schema/eni.ts'

export type IndexedEni = {
  eni: Eni
  /** What the search box looks in. */
  text: string
  /** The primary address as a number, −1 if there is none: 10.0.0.9 sorts before 10.0.0.10. */
  primaryIpValue: number
}
type Hit = { row: IndexedEni; ip?: string }

export function indexEni(eni: Eni): IndexedEni {
  const primary = eni.privateIps.find((address) => address.isPrimary)
  return { eni, text: eniSearchText(eni), primaryIpValue: (primary && parseIpv4(primary.ip)) ?? -1 }
}

export class EniIndex {
  readonly #byId = new Map<string, IndexedEni>()
  readonly #byIp = new Map<number, IndexedEni>()
  /** Only a search needs these: built at the first one after a change. */
  #exact: { instance: Map<string, Hit[]>; mac: Map<string, Hit[]>; publicIp: Map<string, Hit[]> } | undefined

  constructor(enis: Iterable<Eni>) {
    for (const eni of enis) this.#add(eni)
  }

  get size(): number {
    return this.#byId.size
  }
  rows(): Iterable<IndexedEni> {
    return this.#byId.values()
  }
  get(eniId: string): IndexedEni | undefined {
    return this.#byId.get(eniId)
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
    const before = this.#byId.get(eniId)
    if (before) {
      for (const ip of ipsOf(before.eni)) if (this.#byIp.get(ip) === before) this.#byIp.delete(ip)
      if (!eni) this.#byId.delete(eniId)
    }
    if (eni) this.#add(eni)
    this.#exact = undefined
  }

  #add(eni: Eni): void {
    const row = indexEni(eni)
    this.#byId.set(eni.eniId, row)
    for (const ip of ipsOf(eni)) this.#byIp.set(ip, row)
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
    for (const row of this.#byId.values()) {
      put(exact.instance, row.eni.instanceId, { row })
      put(exact.mac, row.eni.mac && normaliseMac(row.eni.mac), { row })
      for (const { ip, eip } of row.eni.privateIps) put(exact.publicIp, eip?.publicIp, { row, ip })
    }
    this.#exact = exact
    return exact
  }
}

function* ipsOf(eni: Eni): Iterable<number> {
  for (const address of eni.privateIps) {
    const ip = parseIpv4(address.ip)
    if (ip !== undefined) yield ip
  }
}
