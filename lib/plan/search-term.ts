/**
 * What somebody put into the search box: one answer in the browser, which asks only for what is whole, and on the server, which
 * answers. Nothing is put together from its parts: what a blank stands in is two things.
 */
import { parseCidr } from '#lib/ip/cidr.ts'
import { looksLikeIpv6, parseIpv4 } from '#lib/ip/ipv4.ts'
import { normaliseText } from '#lib/ip/normalise.ts'
import { normaliseMac } from './eni-search.ts'

/** One thing that a single owner, or none, can be named for. `value` is what it is read as. */
export type ExactTerm = { kind: 'ip'; value: string; ip: number } | { kind: 'eni' | 'instance' | 'mac'; value: string }

export type SearchTerm =
  | ExactTerm
  /** `parts` are the exact ones of several things, each once; `hasMore` if there is anything beside them, which a list may know. */
  | { kind: 'several'; value: string; parts: string[]; hasMore: boolean }
  /** `block` is more than one address, `malformed` four numbers that are no address. No interface is listed by any of these. */
  | { kind: 'block' | 'ipv6' | 'malformed'; value: string }
  /** `shared` may stand at many interfaces; `operation` is an ID of an operation, or of a request of one; anything else is a name. */
  | { kind: 'shared' | 'operation' | 'name'; value: string }

/** `10.0.0.60:443`, `10.0.0.60/24`, `http://root@10.0.0.60/path`: what stands around an address in a command, a URL or a log. */
const around = /^([a-z][a-z\d+.-]*:\/\/)?(?:[^\s/@]+@)?(\d+(?:\.\d+){3})(:\d{1,5})?([/?#]\S*)?$/i
/** CVM, Lighthouse, serverless and native nodes of TKE, HAI, and hosts of one's own: whose interfaces the cloud lists. */
const instanceId = /^(?:ins|lhins|eks|eksci|kn|hai|chc|cpm)-[a-z0-9]{4,}$/
const macAddress = /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$|^(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}$|^[0-9a-f]{12}$/
/** An operation of ours, or a request ID of the cloud's or a trace ID of ours, which are UUIDs. */
const operationId = /^op-[a-z0-9]{4,}$|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const isExact = (term: SearchTerm | undefined): term is ExactTerm =>
  term !== undefined && (term.kind === 'ip' || term.kind === 'eni' || term.kind === 'instance' || term.kind === 'mac')

/** The exact thing that was asked for; undefined for all else, which is not worth a request. */
export const exactTerm = (text: string): ExactTerm | undefined => {
  const term = parseSearchTerm(text)
  return isExact(term) ? term : undefined
}

/** The list of interfaces may have it, where the exact search has nothing: a name can look like an ID, except like one of the cloud's. */
export const listMayHave = ({ kind, value }: ExactTerm): boolean =>
  kind === 'instance' || (kind === 'eni' && !/^eni-[a-z0-9]{8}$/.test(value))

/** Without quotes and brackets around it, and what separates it from the next. */
const unwrap = (text: string): string => text.replace(/^["'`“”‘’<([{「【《]+/, '').replace(/["'`“”‘’>)\]}」】》,;、|]+$/, '')

/**
 * Full-width forms, quotes, brackets and a last comma or dot are accepted; of an address also a port, a prefix length and a URL.
 * `value` of what is not exact are its words, as a list is searched by them.
 */
export function parseSearchTerm(text: string): SearchTerm {
  const plain = normaliseText(text)
  const whole = parseOne(plain)
  if (whole) return whole
  const parts = plain
    .split(/[\s,;、|]+/)
    .map(unwrap)
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
  const value = parts.join(' ')
  const terms = parts.map((part) => parseOne(part))
  const exact = [...new Map(terms.filter((term) => isExact(term)).map((term) => [term.value, term])).values()]
  const hasMore = terms.some((term) => !isExact(term))
  const [only, another] = exact
  if (only === undefined) return { kind: terms.some((term) => term?.kind === 'block') ? 'block' : 'name', value }
  if (another === undefined && !hasMore) return only
  return { kind: 'several', value, parts: exact.map((term) => term.value), hasMore }
}

function parseOne(text: string): SearchTerm | undefined {
  return parseBare(text) ?? parseBare(unwrap(text.replace(/[.:!?,;]+$/, '')).replace(/[.:!?]+$/, ''))
}

function parseBare(value: string): SearchTerm | undefined {
  const lower = value.toLowerCase()
  if (/^eni-[a-z0-9]{4,}$/.test(lower)) return { kind: 'eni', value: lower }
  if (macAddress.test(lower)) return { kind: 'mac', value: normaliseMac(lower).replace(/..(?=.)/g, '$&:') }
  if (instanceId.test(lower)) return { kind: 'instance', value: lower }
  if (/^(?:vpc|subnet|sg|eip)-[a-z0-9]{4,}$/.test(lower)) return { kind: 'shared', value: lower }
  if (operationId.test(lower)) return { kind: 'operation', value: lower }
  if (looksLikeIpv6(value)) return { kind: 'ipv6', value }
  return parseAddress(value)
}

function parseAddress(value: string): SearchTerm | undefined {
  const [, scheme, address = '', port, rest = ''] = around.exec(value) ?? []
  const ip = parseIpv4(address)
  const isPlain = scheme === undefined && port === undefined
  if (ip !== undefined && isPlain && /^\/(?:\d|[12]\d|3[0-2])$/.test(rest)) {
    const block = parseCidr(`${address}${rest}`)
    // With bits of a host set it is the address of an interface and its mask, as `ip addr` writes it.
    return block === undefined || block.size === 1 ? { kind: 'ip', value: address, ip } : { kind: 'block', value }
  }
  // Without a scheme or port what follows a slash may be another address.
  if (ip !== undefined && (!isPlain || rest === '' || rest === '/')) return { kind: 'ip', value: address, ip }
  const [from = '', to] = value.split(/[-–—~]/)
  if (parseIpv4(from) !== undefined && to !== undefined && /^[\d.]+$/.test(to)) return { kind: 'block', value }
  return /^\d+(?:\.\d+){3}(?:[./:]\d+)*$/.test(value) ? { kind: 'malformed', value } : undefined
}
