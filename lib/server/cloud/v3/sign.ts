/**
 * TC3-HMAC-SHA256, the signature of API 3.0 (the vendor's page 签名方法 v3). Everything that goes in is an argument, so that the published
 * vectors are table tests.
 */
import 'server-only'
import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto'

const algorithm = 'TC3-HMAC-SHA256'
const ending = 'tc3_request'
const daySeconds = 86_400

export const sha256Hex = (text: string): string => hash('sha256', text, 'hex')

/**
 * The text whose hash is signed. The path is always `/`. `headers`: those that are signed, in lower case and sorted by name, values
 * trimmed; `query` as it stands in the URL, without the question mark; `bodyHash` in hex.
 */
export function canonicalRequest(
  method: 'GET' | 'POST',
  query: string,
  headers: readonly (readonly [name: string, value: string])[],
  bodyHash: string,
): string {
  let lines = ''
  let names = ''
  for (const [name, value] of headers) {
    lines += `${name}:${value}\n`
    names += names === '' ? name : `;${name}`
  }
  return `${method}\n/\n${query}\n${lines}\n${names}\n${bodyHash}`
}

/** `date`: the UTC day of the timestamp, `YYYY-MM-DD`. */
export const stringToSign = (canonical: string, timestampSeconds: number, date: string, service: string): string =>
  `${algorithm}\n${timestampSeconds}\n${date}/${service}/${ending}\n${sha256Hex(canonical)}`

/** The key of one day and service. */
export function signingKey(secretKey: string, date: string, service: string): Buffer {
  const day = createHmac('sha256', `TC3${secretKey}`).update(date).digest()
  return createHmac('sha256', createHmac('sha256', day).update(service).digest()).update(ending).digest()
}

export const utcDate = (timestampSeconds: number): string => new Date(timestampSeconds * 1000).toISOString().slice(0, 10)

export type Signed = { authorization: string; /** Only so that it can be masked should the cloud echo it. */ signature: string }
export type Tc3Signer = (body: string, timestampSeconds: number) => Signed

/**
 * A signer of POST requests of one host, service and key: signed headers `content-type;host`. The signing key is derived once a day;
 * it lives and dies with the signer, which belongs to one key id.
 */
export function createTc3Signer(options: {
  secretId: string
  secretKey: string
  /** As it stands in the `Host` header, with its port if it has one. */
  host: string
  service: string
  contentType?: string
}): Tc3Signer {
  const { secretId, secretKey, host, service, contentType = 'application/json' } = options
  const head = canonicalRequest(
    'POST',
    '',
    [
      ['content-type', contentType],
      ['host', host],
    ],
    '',
  )
  let day = Number.NaN
  let scope = ''
  let opening = ''
  let key: KeyObject | undefined
  const keyOf = (timestampSeconds: number): KeyObject => {
    const today = Math.floor(timestampSeconds / daySeconds)
    if (key && today === day) return key
    const date = utcDate(timestampSeconds)
    day = today
    scope = `${date}/${service}/${ending}`
    opening = `${algorithm} Credential=${secretId}/${scope}, SignedHeaders=content-type;host, Signature=`
    key = createSecretKey(signingKey(secretKey, date, service))
    return key
  }
  return (body, timestampSeconds) => {
    const hmac = createHmac('sha256', keyOf(timestampSeconds))
    const text = `${algorithm}\n${timestampSeconds}\n${scope}\n${sha256Hex(head + sha256Hex(body))}`
    const signature = hmac.update(text).digest('hex')
    return { authorization: opening + signature, signature }
  }
}
