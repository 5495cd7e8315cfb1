/** One request of API 3.0: POST JSON at `/`, common parameters in headers. Knows the secret key and lets nothing of it out. */
import 'server-only'
import type { TransportRequest } from '#lib/server/cloud/transport.ts'
import { createTc3Signer, type Tc3Signer } from './sign.ts'

export type V3Credentials = { secretId: string; secretKey: string; /** Of temporary credentials. */ token?: string }
export type V3Language = 'en-US' | 'zh-CN'

/** The service in the scope of the signature, whatever the host is called. */
const service = 'vpc'
const version = '2017-03-12'
const contentType = 'application/json'

export type V3Wire = { origin: string; sign: Tc3Signer; token?: string; language: V3Language }

/** `https://vpc.tencentcloudapi.com` → where to send and how to sign. The host is signed with its port, if it has one; a path is not used. */
export function createV3Wire(endpoint: string, { secretId, secretKey, token }: V3Credentials, language: V3Language): V3Wire {
  const { origin, host } = new URL(endpoint)
  return { origin, sign: createTc3Signer({ secretId, secretKey, host, service, contentType }), token, language }
}

/** What JSON can say and the API wants. Undefined is left out. */
export type V3Params = { readonly [name: string]: unknown }

export type V3Call = {
  action: string
  region: string
  params: V3Params
  timestampSeconds: number
  traceId?: string
  /** A write: a connection of its own. */
  fresh: boolean
  timeoutMs: number
  signal?: AbortSignal
  beforeFirstByte?: () => boolean
}
/** `signature` only so that it can be masked should the cloud echo it. */
export type SignedRequest = { request: TransportRequest; signature: string }

/** The signed request, ready for the wire. */
export function requestV3(call: V3Call, wire: V3Wire): SignedRequest {
  const { action, region, timestampSeconds, traceId, fresh, timeoutMs, signal, beforeFirstByte } = call
  const body = JSON.stringify(call.params)
  const { authorization, signature } = wire.sign(body, timestampSeconds)
  const headers: Record<string, string> = {
    accept: contentType,
    'content-type': contentType,
    authorization,
    'x-tc-action': action,
    'x-tc-version': version,
    'x-tc-timestamp': String(timestampSeconds),
    'x-tc-region': region,
    'x-tc-language': wire.language,
  }
  if (wire.token) headers['x-tc-token'] = wire.token
  if (traceId) headers['x-tc-traceid'] = traceId
  return {
    request: { method: 'POST', origin: wire.origin, path: '/', headers, body, fresh, timeoutMs, signal, beforeFirstByte },
    signature,
  }
}
