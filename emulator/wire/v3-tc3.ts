import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** What of a request is signed. `headers` have names in small letters. */
export type Tc3Request = {
  method: string
  host: string
  query: string
  headers: Readonly<Record<string, string>>
  body: Uint8Array
}

export type Authorization = { secretId: string; date: string; service: string; signedHeaders: string[]; signature: string }

const pattern =
  /^TC3-HMAC-SHA256 +Credential=([^/,\s]+)\/(\d{4}-\d\d-\d\d)\/([^/,\s]+)\/tc3_request *, *SignedHeaders=([^,\s]+) *, *Signature=([^,\s]+)$/

/** Reads an Authorization header, or undefined if it is none of this kind. Content type and host must be among the signed headers. */
export const parseAuthorization = (text: string): Authorization | undefined => {
  const [, secretId, date, service, names, signature] = pattern.exec(text.trim()) ?? []
  if (secretId === undefined || date === undefined || service === undefined || names === undefined || signature === undefined)
    return undefined
  const signedHeaders = names.toLowerCase().split(';')
  return signedHeaders.includes('content-type') && signedHeaders.includes('host')
    ? { secretId, date, service, signedHeaders, signature }
    : undefined
}

const hash = (text: string | Uint8Array) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text, 'utf8').digest()

/** The text whose hash is signed; undefined if a header that it names is not there. */
export const canonicalRequest = (
  request: Tc3Request,
  signedHeaders: string[],
  how: { host: string; lowerValues: boolean },
): string | undefined => {
  const lines: string[] = []
  for (const name of signedHeaders) {
    const value = (name === 'host' ? how.host : request.headers[name])?.trim()
    if (value === undefined) return undefined
    lines.push(`${name}:${how.lowerValues ? value.toLowerCase() : value}\n`)
  }
  const method = request.method.toUpperCase()
  const isGet = method === 'GET'
  const isUnsigned = request.headers['x-tc-content-sha256'] === 'UNSIGNED-PAYLOAD'
  const payload = isUnsigned ? 'UNSIGNED-PAYLOAD' : isGet ? '' : request.body
  return [method, '/', isGet ? request.query : '', lines.join(''), signedHeaders.join(';'), hash(payload)].join('\n')
}

/** The keys derived on the way from the secret to the signature. */
export const derivedKeys = (secretKey: string, date: string, service: string) => {
  const kDate = hmac(`TC3${secretKey}`, date)
  const kService = hmac(kDate, service)
  return { kDate, kService, kSigning: hmac(kService, 'tc3_request') }
}

export const signCanonical = (
  canonical: string,
  scope: { secretKey: string; timestamp: string; date: string; service: string },
): string => {
  const text = ['TC3-HMAC-SHA256', scope.timestamp, `${scope.date}/${scope.service}/tc3_request`, hash(canonical)].join('\n')
  return hmac(derivedKeys(scope.secretKey, scope.date, scope.service).kSigning, text).toString('hex')
}

const same = (a: string, b: string) => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/**
 * Whether the signature is one that an official SDK would have made. The service is whatever the scope says (one SDK takes
 * the first label of the endpoint), the host counts with its port and without, header values as sent or in small letters.
 */
export const isTc3Signed = (request: Tc3Request, authorization: Authorization, timestamp: string, secretKey: string): boolean => {
  const { date, service, signedHeaders, signature } = authorization
  if (new Date(Number(timestamp) * 1000).toISOString().slice(0, 10) !== date) return false
  const hosts = new Set([request.host, request.host.replace(/:[0-9]+$/, '')])
  for (const host of hosts) {
    for (const lowerValues of [false, true]) {
      const canonical = canonicalRequest(request, signedHeaders, { host, lowerValues })
      if (canonical !== undefined && same(signCanonical(canonical, { secretKey, timestamp, date, service }), signature)) return true
    }
  }
  return false
}
