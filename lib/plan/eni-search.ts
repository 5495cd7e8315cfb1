/** What a list of ENIs is searched by: one answer in the browser, which filters a VPC, and on the server, which filters all of them. */
import { normaliseText } from '#lib/ip/normalise.ts'
import type { Eni } from '#lib/schema/eni.ts'

/** A MAC without what stands between its digits. */
export const normaliseMac = (mac: string): string => mac.toLowerCase().replace(/[^0-9a-f]/g, '')

/** Everything about an ENI that somebody may look for, lower-cased, one value a line so that no match runs over two of them. */
export function eniSearchText(eni: Eni): string {
  const { name, eniId, instanceId, vpcId, subnetId, description, mac, securityGroups = [], tags = [], privateIps } = eni
  const words = [name, eniId, instanceId, vpcId, subnetId, description, mac, mac && normaliseMac(mac), ...securityGroups]
  for (const { ip, eip, note } of privateIps) words.push(ip, eip?.publicIp, eip?.eipId, note)
  for (const { key, value } of tags) words.push(`${key}=${value}`)
  return words.filter(Boolean).join('\n').toLowerCase()
}

/** The words of a search box, each of which must be found: made plain as pasted addresses are, lower-cased. A MAC may come with hyphens. */
export const searchWords = (q: string): string[] =>
  normaliseText(q)
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => (/^(?:[0-9a-f]{2}-){5}[0-9a-f]{2}$/.test(word) ? word.replaceAll('-', ':') : word))
