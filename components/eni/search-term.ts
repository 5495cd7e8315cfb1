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
  return /^(?!eni|vpc|subnet|sg|eip|rtb)[a-z]{2,10}-[a-z0-9]{4,}$/.test(lower) ? 'instance' : undefined
}

export const isIpv6 = (term: string): boolean => recognise(term) === undefined && looksLikeIpv6(term)
