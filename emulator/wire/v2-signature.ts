import { createHmac, timingSafeEqual } from 'node:crypto'

/** What is signed: all parameters but `Signature`, raw, in the order they came. */
export type SignedRequest = { method: string; host: string; path: string; params: readonly (readonly [string, string])[] }

const byName = (a: readonly [string, string], b: readonly [string, string]) => Buffer.compare(Buffer.from(a[0]), Buffer.from(b[0]))
const dotted = (name: string) => name.replaceAll('_', '.')

type Rule = (params: readonly (readonly [string, string])[]) => (readonly [string, string])[]
/**
 * How the official SDKs treat `_` in names: the documents (and Python) replace it before sorting, PHP, Java and qcloudcli
 * after sorting (PHP not when it is the first character), the Go tool never. The names on the wire keep it.
 */
const nameRules: Rule[] = [
  (params) => params.map(([name, value]) => [dotted(name), value] as const).toSorted(byName),
  (params) => params.toSorted(byName).map(([name, value]) => [dotted(name), value] as const),
  (params) => params.toSorted(byName).map(([name, value]) => [name.startsWith('_') ? name : dotted(name), value] as const),
  (params) => params.toSorted(byName),
]

/** Every string to sign that an official SDK could have made of this request. There is one unless a name holds `_` or a value begins with `@`. */
export const signedTexts = (request: SignedRequest): string[] => {
  const method = request.method.toUpperCase()
  const params = request.params.filter(([name]) => name !== 'Signature')
  const sets = [params]
  // The SDKs take a POST value that begins with `@` for a file and leave it out.
  if (method === 'POST' && params.some(([, value]) => value.startsWith('@')))
    sets.push(params.filter(([, value]) => !value.startsWith('@')))
  // The port belongs to the endpoint, but some clients sign the bare host name.
  const hosts = [request.host, request.host.replace(/:[0-9]+$/, '')]
  const texts = new Set<string>()
  for (const set of sets) {
    for (const rule of nameRules) {
      const joined = rule(set)
        .map(([name, value]) => `${name}=${value}`)
        .join('&')
      for (const host of hosts) texts.add(`${method}${host}${request.path}?${joined}`)
    }
  }
  return [...texts]
}

/** HMAC-SHA256 only when `SignatureMethod` says exactly that; anything else, and nothing, means HMAC-SHA1. */
export const signText = (text: string, secretKey: string, signatureMethod: string | undefined): string =>
  createHmac(signatureMethod === 'HmacSHA256' ? 'sha256' : 'sha1', secretKey)
    .update(text, 'utf8')
    .digest('base64')

const same = (a: string, b: string) => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Whether `Signature` fits the request under any of the SDKs' ways. */
export const isSigned = (request: SignedRequest, secretKey: string): boolean => {
  const valueOf = (name: string) => request.params.find(([one]) => one === name)?.[1]
  const signature = valueOf('Signature')
  if (signature === undefined) return false
  return signedTexts(request).some((text) => same(signText(text, secretKey, valueOf('SignatureMethod')), signature))
}
