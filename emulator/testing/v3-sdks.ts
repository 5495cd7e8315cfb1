import { createHash, createHmac } from 'node:crypto'
import type { SdkRequest } from './legacy-sdks.ts'

/** One call as the user of an SDK makes it. Each builder below puts it on the wire as that SDK does. */
export type V3SdkCall = {
  method: 'GET' | 'POST'
  /** What the user gives as endpoint: `127.0.0.1:4010`. */
  endpoint: string
  secretId: string
  secretKey: string
  token?: string
  timestamp: number
  nonce: string
  region: string
  action: string
  params: Record<string, unknown>
  language?: string
  unsignedPayload?: boolean
}
export type V3Sdk = (call: V3SdkCall) => SdkRequest

const hash = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text, 'utf8').digest()
const formType = 'application/x-www-form-urlencoded'

const flatten = (value: unknown, text: (value: unknown) => string, name = ''): [string, string][] => {
  if (Array.isArray(value)) return value.flatMap((one, index) => flatten(one, text, `${name}.${index}`))
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, one]) => flatten(one, text, name === '' ? key : `${name}.${key}`))
  return [[name, text(value)]]
}
const plainText = (value: unknown) => String(value)
/** `str()` writes booleans with a capital. */
const pythonText = (value: unknown) => (value === true ? 'True' : value === false ? 'False' : String(value))

type Tc3Ways = {
  service: (endpoint: string) => string
  /** The host as it is signed; the header has always the port. */
  signedHost: (endpoint: string) => string
  jsonType: string
  text: (value: unknown) => string
  json: (params: Record<string, unknown>) => string
  /** Order of the query's parameters. */
  query: (pairs: [string, string][]) => string
  headers: (call: V3SdkCall) => Record<string, string>
}

const tc3 =
  (ways: Tc3Ways): V3Sdk =>
  (call) => {
    const query = call.method === 'GET' ? ways.query(flatten(call.params, ways.text)) : ''
    const body = call.method === 'GET' ? '' : ways.json(call.params)
    const type = call.method === 'GET' ? formType : ways.jsonType
    const service = ways.service(call.endpoint)
    const date = new Date(call.timestamp * 1000).toISOString().slice(0, 10)
    const payload = call.unsignedPayload === true ? 'UNSIGNED-PAYLOAD' : body
    const canonical = `${call.method}\n/\n${query}\ncontent-type:${type}\nhost:${ways.signedHost(call.endpoint)}\n\ncontent-type;host\n${hash(payload)}`
    const scope = `${date}/${service}/tc3_request`
    const key = hmac(hmac(hmac(`TC3${call.secretKey}`, date), service), 'tc3_request')
    const signature = hmac(key, `TC3-HMAC-SHA256\n${call.timestamp}\n${scope}\n${hash(canonical)}`).toString('hex')
    return {
      method: call.method,
      path: query === '' ? '/' : `/?${query}`,
      headers: {
        'Content-Type': type,
        Host: call.endpoint,
        'X-TC-Action': call.action,
        'X-TC-Version': '2017-03-12',
        'X-TC-Timestamp': String(call.timestamp),
        'X-TC-Region': call.region,
        ...(call.token === undefined ? {} : { 'X-TC-Token': call.token }),
        ...(call.unsignedPayload === true ? { 'X-TC-Content-SHA256': 'UNSIGNED-PAYLOAD' } : {}),
        ...ways.headers(call),
        Authorization: `TC3-HMAC-SHA256 Credential=${call.secretId}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`,
      },
      ...(call.method === 'GET' ? {} : { body }),
    }
  }

const formQuery = (pairs: [string, string][]) => new URLSearchParams(pairs).toString()
const sortedQuery = (pairs: [string, string][]) => formQuery(pairs.toSorted(([a], [b]) => (a < b ? -1 : 1)))
const whole = (endpoint: string) => endpoint
const vpc = () => 'vpc'
const language = (call: V3SdkCall): Record<string, string> => (call.language === undefined ? {} : { 'X-TC-Language': call.language })

export const tc3Sdks: Record<string, V3Sdk> = {
  /** The host is signed without its port, the service is what stands before the first dot. */
  Node: tc3({
    service: (endpoint) => endpoint.split('.')[0] ?? '',
    signedHost: (endpoint) => endpoint.replace(/:[0-9]+$/, ''),
    jsonType: 'application/json',
    text: plainText,
    json: (params) => JSON.stringify(params),
    query: formQuery,
    headers: (call) => ({
      ...language(call),
      'X-TC-RequestClient': 'SDK_NODEJS_4.1.313',
      'X-TC-TraceId': 'c3a1f0f0-0000-4000-8000-000000000001',
    }),
  }),
  /** `json.dumps`: blanks after separators, everything beyond ASCII escaped. */
  Python: tc3({
    service: vpc,
    signedHost: whole,
    jsonType: 'application/json',
    text: pythonText,
    json: (params) =>
      JSON.stringify(params, null, 1)
        .replaceAll(/\n\s*/g, ' ')
        .replaceAll(/[^ -~]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
    query: formQuery,
    headers: (call) => ({ ...language(call), 'X-TC-RequestClient': 'SDK_PYTHON_3.1' }),
  }),
  /** Sends the language always, even when it is empty; `json.Marshal` escapes <, > and &. */
  Go: tc3({
    service: vpc,
    signedHost: whole,
    jsonType: 'application/json',
    text: plainText,
    json: (params) =>
      JSON.stringify(params)
        .replaceAll('&', String.raw`\u0026`)
        .replaceAll('<', String.raw`\u003c`)
        .replaceAll('>', String.raw`\u003e`),
    query: sortedQuery,
    headers: (call) => ({ 'X-TC-Language': call.language ?? '', 'X-TC-RequestClient': 'SDK_GO_1.3.166' }),
  }),
  /** The content type has a charset, and with an endpoint of numbers the service is one too. */
  Java: tc3({
    service: (endpoint) => endpoint.split('.')[0] ?? '',
    signedHost: whole,
    jsonType: 'application/json; charset=utf-8',
    text: plainText,
    json: (params) => JSON.stringify(params),
    // A HashMap has no order.
    query: (pairs) => formQuery(pairs.toReversed()),
    headers: () => ({ 'X-TC-RequestClient': 'SDK_JAVA_3.1' }),
  }),
}

type V1Ways = {
  nameOf: (name: string) => string
  text: (value: unknown) => string
  more: (call: V3SdkCall) => Record<string, string>
  skipsEmpty?: true
}

const v1 =
  (ways: V1Ways) =>
  (signatureMethod: 'HmacSHA1' | 'HmacSHA256'): V3Sdk =>
  (call): SdkRequest => {
    const all: Record<string, string> = {
      ...Object.fromEntries(flatten(call.params, ways.text)),
      Action: call.action,
      Region: call.region,
      Nonce: call.nonce,
      Timestamp: String(call.timestamp),
      Version: '2017-03-12',
      SecretId: call.secretId,
      SignatureMethod: signatureMethod,
      ...(call.token === undefined ? {} : { Token: call.token }),
      ...ways.more(call),
    }
    const signed = Object.entries(all)
      .filter(([, value]) => ways.skipsEmpty !== true || value !== '')
      .map(([name, value]) => [ways.nameOf(name), value] as const)
      .toSorted(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    const text = `${call.method}${call.endpoint}/?${signed.map(([name, value]) => `${name}=${value}`).join('&')}`
    const algorithm = signatureMethod === 'HmacSHA256' ? 'sha256' : 'sha1'
    const form = new URLSearchParams({
      ...all,
      Signature: createHmac(algorithm, call.secretKey).update(text, 'utf8').digest('base64'),
    }).toString()
    return call.method === 'GET'
      ? { method: 'GET', path: `/?${form}`, headers: { Host: call.endpoint } }
      : { method: 'POST', path: '/', headers: { Host: call.endpoint, 'Content-Type': formType }, body: form }
  }

const languageParam = (call: V3SdkCall): Record<string, string> => (call.language === undefined ? {} : { Language: call.language })
const kept = (name: string) => name
const dotted = (name: string) => name.replaceAll('_', '.')

export const v1Sdks: Record<string, ReturnType<typeof v1>> = {
  Node: v1({ nameOf: kept, text: plainText, more: (call) => ({ ...languageParam(call), RequestClient: 'SDK_NODEJS_4.1.313' }) }),
  Python: v1({ nameOf: dotted, text: pythonText, more: (call) => ({ ...languageParam(call), RequestClient: 'SDK_PYTHON_3.1' }) }),
  Go: v1({
    nameOf: kept,
    text: plainText,
    more: (call) => ({ Language: call.language ?? '', RequestClient: 'SDK_GO_1.3.166' }),
    skipsEmpty: true,
  }),
  Java: v1({ nameOf: dotted, text: plainText, more: () => ({ RequestClient: 'SDK_JAVA_3.1' }) }),
}
