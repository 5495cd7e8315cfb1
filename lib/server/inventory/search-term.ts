/** What somebody put into the search box. */
import { parseIpv4 } from '#lib/ip/ipv4.ts'
import { normaliseText } from '#lib/ip/normalise.ts'
import { normaliseMac } from '#lib/plan/eni-search.ts'

export type SearchTerm =
  | { kind: 'ip'; value: string; ip: number }
  | { kind: 'eni' | 'instance' | 'mac'; value: string }
  | { kind: 'unrecognised'; value: string }

/** An exact IPv4 address, ENI id, instance id or MAC (any usual notation). Full-width forms and blanks are accepted. */
export function parseSearchTerm(q: string): SearchTerm {
  const value = normaliseText(q).replace(/\s+/g, '')
  const lower = value.toLowerCase()
  const ip = parseIpv4(value)
  if (ip !== undefined) return { kind: 'ip', value, ip }
  if (/^eni-[a-z0-9]+$/.test(lower)) return { kind: 'eni', value: lower }
  if (/^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$|^(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}$|^[0-9a-f]{12}$/.test(lower))
    return { kind: 'mac', value: normaliseMac(lower) }
  // `ins-` is a CVM; other products' machines (`lhins-`, `eks-`, `kn-`…) follow the same pattern.
  if (/^[a-z]{2,10}-[a-z0-9]{4,}$/.test(lower) && !/^(vpc|subnet|sg|eip|rtb|op)-/.test(lower)) return { kind: 'instance', value: lower }
  return { kind: 'unrecognised', value }
}
