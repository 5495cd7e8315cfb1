import { createHash, createHmac } from 'node:crypto'
import { sendRaw } from './v2-client.ts'
import type { ClientOptions, RawReply } from './v2-client.ts'

export type V3Response = { RequestId: string; Error?: { Code: string; Message: string }; [field: string]: unknown }
export type V3Call = {
  region?: string
  headers?: Record<string, string>
  /** The body as it is sent; default: the parameters as JSON. */
  body?: string | Buffer
  /** Changes the request after it was signed. */
  tamper?: (request: { headers: Record<string, string>; body: string | Buffer }) => void
}

const hash = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text, 'utf8').digest()

/** A straight reading of the documents (POST JSON, TC3-HMAC-SHA256), for tests of everything but the signature itself. */
export const createV3Client = (options: ClientOptions) => {
  const raw = async (action: string, params: Record<string, unknown> = {}, call: V3Call = {}): Promise<RawReply> => {
    const { host } = new URL(options.listening)
    const headers: Record<string, string> = {
      'Content-Type': 'application/json',
      Host: host,
      'X-TC-Action': action,
      'X-TC-Version': '2017-03-12',
      'X-TC-Timestamp': String(options.now?.() ?? Math.floor(Date.now() / 1000)),
      'X-TC-Region': call.region ?? 'ap-guangzhou',
      ...call.headers,
    }
    const body = call.body ?? JSON.stringify(params)
    const timestamp = headers['X-TC-Timestamp'] ?? ''
    const time = new Date(Number(timestamp) * 1000)
    const date = Number.isNaN(time.getTime()) ? '2026-01-01' : time.toISOString().slice(0, 10)
    const canonical = `POST\n/\n\ncontent-type:${headers['Content-Type']}\nhost:${host}\n\ncontent-type;host\n${hash(body)}`
    const scope = `${date}/vpc/tc3_request`
    const key = hmac(hmac(hmac(`TC3${options.secretKey}`, date), 'vpc'), 'tc3_request')
    const signature = hmac(key, `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${hash(canonical)}`).toString('hex')
    headers.Authorization ??= `TC3-HMAC-SHA256 Credential=${options.secretId}/${scope}, SignedHeaders=content-type;host, Signature=${signature}`
    const request = { headers, body }
    call.tamper?.(request)
    return sendRaw(options.listening, { method: 'POST', path: '/', ...request })
  }
  const call = async (action: string, params: Record<string, unknown> = {}, how: V3Call = {}): Promise<V3Response> => {
    // The tests judge the shape themselves.
    const { Response } = JSON.parse((await raw(action, params, how)).text) as { Response: V3Response }
    return Response
  }
  return {
    raw,
    call,
    /** The code of a refusal, undefined for a success. */
    code: async (action: string, params: Record<string, unknown> = {}, how: V3Call = {}) => (await call(action, params, how)).Error?.Code,
  }
}
export type V3Client = ReturnType<typeof createV3Client>
