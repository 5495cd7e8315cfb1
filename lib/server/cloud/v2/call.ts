/** One request of API 2.0: common parameters, signature, wire form. Knows the secret key and lets nothing of it out. */
import 'server-only'
import type { TransportRequest } from '#lib/server/cloud/transport.ts'
import { encodeForm } from './params.ts'
import { sign, signatureText, type SignatureMethod } from './sign.ts'

export type V2Credentials = { secretId: string; secretKey: string; token?: string }
export type V2Endpoint = { origin: string; host: string; path: string }

/** `https://vpc.api.qcloud.com` → where to send and what to sign. The host is signed with its port, if it has one. */
export function parseEndpoint(endpoint: string): V2Endpoint {
  const url = new URL(endpoint)
  return { origin: url.origin, host: url.host, path: url.pathname === '/' ? '/v2/index.php' : url.pathname }
}

export type V2Call = {
  method: 'GET' | 'POST'
  action: string
  region: string
  params: Record<string, string>
  timestampSeconds: number
  nonce: string
  timeoutMs: number
  signal?: AbortSignal
  beforeFirstByte?: () => boolean
}

export type V2Wire = { endpoint: V2Endpoint; credentials: V2Credentials; signatureMethod: SignatureMethod }
/** `signature` only so that it can be masked should the cloud echo it. */
export type SignedRequest = { request: TransportRequest; signature: string }

/** The signed request, ready for the wire. A POST is a write here: it gets a fresh connection. */
export function requestV2(call: V2Call, { endpoint, credentials, signatureMethod }: V2Wire): SignedRequest {
  const params: Record<string, string> = {
    ...call.params,
    Action: call.action,
    Region: call.region,
    Timestamp: String(call.timestampSeconds),
    Nonce: call.nonce,
    SecretId: credentials.secretId,
    SignatureMethod: signatureMethod,
    ...(credentials.token ? { Token: credentials.token } : {}),
  }
  const signature = sign(signatureText(call.method, endpoint.host, endpoint.path, params), credentials.secretKey, signatureMethod)
  const form = encodeForm({ ...params, Signature: signature })
  const isWrite = call.method === 'POST'
  const request: TransportRequest = {
    method: call.method,
    origin: endpoint.origin,
    path: isWrite ? endpoint.path : `${endpoint.path}?${form}`,
    headers: { accept: 'application/json', ...(isWrite ? { 'content-type': 'application/x-www-form-urlencoded' } : {}) },
    body: isWrite ? form : undefined,
    fresh: isWrite,
    timeoutMs: call.timeoutMs,
    signal: call.signal,
    beforeFirstByte: call.beforeFirstByte,
  }
  return { request, signature }
}
