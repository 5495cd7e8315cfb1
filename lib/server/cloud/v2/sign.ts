/**
 * The signature of API 2.0 (the vendor's page 签名方法). Pure: everything that goes in is an argument, so that the published
 * vectors are table tests.
 */
import 'server-only'
import { createHmac } from 'node:crypto'

export type SignatureMethod = 'HmacSHA256' | 'HmacSHA1'

/**
 * The text to sign: METHOD + host + path + `?` + `name=value` pairs in byte order of the names (capitals before small letters,
 * `…Set.10` before `…Set.2`). Values are raw, never URL-encoded; an underscore in a *name* is signed as a dot, in a value it stays.
 */
export function signatureText(method: 'GET' | 'POST', host: string, path: string, params: Readonly<Record<string, string>>): string {
  // Parameter names are ASCII, for which the default order (UTF-16 units) is the byte order.
  const names = Object.keys(params).sort()
  let text = `${method}${host}${path}`
  let separator = '?'
  for (const name of names) {
    if (name === 'Signature') continue
    text += `${separator}${name.includes('_') ? name.replaceAll('_', '.') : name}=${params[name]}`
    separator = '&'
  }
  return text
}

/** HMAC of the text with the secret key, in standard Base64. URL-encoding it for the wire is the sender's business, once. */
export function sign(text: string, secretKey: string, method: SignatureMethod): string {
  return createHmac(method === 'HmacSHA256' ? 'sha256' : 'sha1', secretKey)
    .update(text, 'utf8')
    .digest('base64')
}
