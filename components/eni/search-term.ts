import { looksLikeIpv6, parseIpv4 } from '#lib/ip/ipv4.ts'
import { normaliseText } from '#lib/ip/normalise.ts'

export type RecognisedKind = 'ip' | 'eni' | 'instance' | 'mac'

/** What was typed, made plain: full-width characters, blanks and zero-width characters from a paste. */
export const plainTerm = (text: string): string => normaliseText(text).replace(/\s+/g, '')

/** What a plain term is, as the server judges it (which has the last word): only a whole one is worth a request. */
export function recognise(term: string): RecognisedKind | undefined {
  const lower = term.toLowerCase()
  if (parseIpv4(term) !== undefined) return 'ip'
  if (/^eni-[a-z0-9]{4,}$/.test(lower)) return 'eni'
  if (/^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$|^(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}$|^[0-9a-f]{12}$/.test(lower)) return 'mac'
  return /^(?!(?:eni|vpc|subnet|sg|eip|rtb|op)-)[a-z]{2,10}-[a-z0-9]{4,}$/.test(lower) ? 'instance' : undefined
}

/** Where else in the console something is found that no single interface is called by; undefined: what it is cannot be told. */
export function soughtIn(term: string): 'list' | 'operations' | undefined {
  const lower = term.toLowerCase()
  if (/^(?:vpc|subnet|sg|eip)-[a-z0-9]{4,}$/.test(lower)) return 'list'
  // An operation of ours, or a request ID of the cloud's or a trace ID of ours, which are UUIDs.
  return /^op-[a-z0-9]{4,}$|^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(lower) ? 'operations' : undefined
}

export const isIpv6 = (term: string): boolean => recognise(term) === undefined && looksLikeIpv6(term)
