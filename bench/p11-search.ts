import Sqlite from 'better-sqlite3'
import { parseIpv4 } from '#lib/ip/ipv4.ts'
import { compare, type Comparison } from './harness.ts'
import { addressesEach, largeRegion } from './large-region.ts'

const enis = 100_000

/** P11: an exact IP among 100,000 ENIs and 400,000 addresses, against an indexed SQL table of the same, alone. */
export async function bench(): Promise<Comparison[]> {
  const { inventory, world } = largeRegion(enis)
  await inventory.enis({ limit: 1 })
  const sqlite = new Sqlite(':memory:')
  sqlite.exec('create table eni (id text primary key, doc text not null); create table address (ip integer not null, eni text not null)')
  const putEni = sqlite.prepare('insert into eni values (?, ?)')
  const putAddress = sqlite.prepare('insert into address values (?, ?)')
  sqlite.transaction(() => {
    for (const eni of world) {
      putEni.run(eni.eniId, JSON.stringify(eni))
      for (const { ip } of eni.privateIps) putAddress.run(parseIpv4(ip), eni.eniId)
    }
  })()
  sqlite.exec('create index address_ip on address (ip)')
  const select = sqlite.prepare('select eni.doc from address join eni on eni.id = address.eni where address.ip = ?').pluck()
  // Each VPC has the same addresses, so an IP has as many hits as there are VPCs.
  let n = 0
  const next = (): string => world[(n += 7919) % 10_000]?.privateIps[n % addressesEach]?.ip ?? ''
  const ours = async () => (await inventory.search(next())).items.length
  const reference = () => select.all(parseIpv4(next()) ?? 0).map((doc) => JSON.parse(String(doc)) as unknown).length
  if ((await ours()) !== enis / 10_000 || reference() !== enis / 10_000) throw new Error('P11: the two sides find differently')
  const result = await compare({
    id: 'P11',
    name: 'exact IP among 100,000 ENIs and 400,000 addresses ÷ indexed SQL alone',
    goal: 2,
    stretch: 1.3,
    ours,
    reference,
  })
  sqlite.close()
  await inventory.close()
  return [{ ...result, notes: { 'hits each': enis / 10_000, 'µs, ours': Math.round(result.oursUs) } }]
}
