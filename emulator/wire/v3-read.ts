import { isUtf8 } from 'node:buffer'
import { Refusal } from '#emulator/refusal.ts'
import type { Incoming, WireRequest } from './types.ts'
import { parseAuthorization } from './v3-tc3.ts'
import type { Authorization } from './v3-tc3.ts'
import { nest } from './v3-nest.ts'

export type V3Incoming = Incoming & {
  /** `none`: nothing that could be checked. */
  scheme: 'tc3' | 'v1' | 'none'
  authorization: Authorization | undefined
  /** Parameters of the v1 signature, as sent. */
  pairs: [string, string][]
  version: string
  language: 'zh-CN' | 'en-US'
  /** Values came as text (query or form), so that `20` may be an integer. */
  isText: boolean
  /** Why the parameters cannot be read; told only after the signature was checked. */
  unreadable: Refusal | undefined
  /** No method or size of this API: told before anything is checked. */
  outlawed: Refusal | undefined
}

const commonNames = new Set(
  'Action Region Version Timestamp Nonce SecretId Signature SignatureMethod Token Language RequestClient RequestSource'.split(' '),
)

const languageOf = (text: string | undefined) => (text === 'zh-CN' ? 'zh-CN' : 'en-US')

const capital = (action: string) => action.replace(/^./, (first) => first.toUpperCase())

export const blankV3: V3Incoming = {
  action: '',
  region: '',
  secretId: '',
  token: undefined,
  timestamp: '',
  nonce: '',
  params: {},
  clientToken: null,
  traceId: null,
  scheme: 'none',
  authorization: undefined,
  pairs: [],
  version: '2017-03-12',
  language: 'en-US',
  isText: false,
  unreadable: undefined,
  outlawed: undefined,
}

/** Sizes as documented: GET 32 KB, POST with a v1 signature 1 MB, with TC3 10 MB. */
const sizeMax = { get: 32 * 1024, form: 1024 * 1024, json: 10 * 1024 * 1024 }

const outlawOf = (request: WireRequest, isTc3: boolean): Refusal | undefined => {
  if (request.method !== 'GET' && request.method !== 'POST') return new Refusal('method_unsupported', 'only GET and POST are supported')
  const [size, max] =
    request.method === 'GET' ? [request.query.length, sizeMax.get] : [request.body.length, isTc3 ? sizeMax.json : sizeMax.form]
  return size > max ? new Refusal('request_too_large', `the request has ${size} bytes, at most ${max} are allowed`) : undefined
}

/** A request with an Authorization header, or with nothing at all that proves who sends it. */
const fromHeaders = (request: WireRequest): V3Incoming => {
  const header = (name: string) => request.headers[name] ?? ''
  const authorization = parseAuthorization(header('authorization'))
  let params: Record<string, unknown> = {}
  let unreadable: Refusal | undefined
  const isText = request.method === 'GET'
  try {
    params = isText ? nest([...new URLSearchParams(request.query)]) : readJson(request)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    unreadable = error
  }
  return {
    ...blankV3,
    action: capital(header('x-tc-action')),
    region: header('x-tc-region'),
    secretId: authorization?.secretId ?? '',
    token: header('x-tc-token') === '' ? undefined : header('x-tc-token'),
    timestamp: header('x-tc-timestamp'),
    params,
    traceId: header('x-tc-traceid') === '' ? null : header('x-tc-traceid'),
    scheme: header('authorization') === '' ? 'none' : 'tc3',
    authorization,
    version: header('x-tc-version'),
    language: languageOf(header('x-tc-language')),
    isText,
    unreadable,
    outlawed: outlawOf(request, true),
  }
}

const readJson = (request: WireRequest): Record<string, unknown> => {
  const kind = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (kind !== 'application/json')
    throw new Refusal('request_malformed', 'the Content-Type of a POST request signed with TC3-HMAC-SHA256 must be application/json')
  if (!isUtf8(request.body)) throw new Refusal('not_utf8', 'the request body is not UTF-8')
  let value: unknown
  try {
    value = JSON.parse(Buffer.from(request.body).toString('utf8'))
  } catch {
    throw new Refusal('parameter_invalid', 'the request body is not valid JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refusal('parameter_invalid', 'the request body must be a JSON object')
  // An object of JSON has text keys.
  return value as Record<string, unknown>
}

/** The older signatures: everything in the query or the form. */
const fromPairs = (request: WireRequest, pairs: [string, string][]): V3Incoming => {
  const common = new Map(pairs)
  const text = (name: string) => common.get(name) ?? ''
  let params: Record<string, unknown> = {}
  let unreadable: Refusal | undefined
  try {
    params = nest(pairs.filter(([name]) => !commonNames.has(name)))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    unreadable = error
  }
  return {
    ...blankV3,
    action: capital(text('Action')),
    region: text('Region'),
    secretId: text('SecretId'),
    token: common.get('Token'),
    timestamp: text('Timestamp'),
    nonce: text('Nonce'),
    params,
    traceId: request.headers['x-tc-traceid'] ?? null,
    scheme: 'v1',
    pairs,
    version: text('Version'),
    language: languageOf(common.get('Language')),
    isText: true,
    unreadable,
    outlawed: outlawOf(request, false),
  }
}

export const readV3 = (request: WireRequest): V3Incoming => {
  if ((request.headers.authorization ?? '') !== '') return fromHeaders(request)
  const isForm = request.headers['content-type']?.toLowerCase().startsWith('application/x-www-form-urlencoded') === true
  const pairs = [...new URLSearchParams(request.query)]
  if (request.method === 'POST' && isForm) pairs.push(...new URLSearchParams(Buffer.from(request.body).toString('utf8')))
  return pairs.some(([name]) => name === 'Signature' || name === 'SecretId') ? fromPairs(request, pairs) : fromHeaders(request)
}
