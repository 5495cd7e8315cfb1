import { createHmac, randomInt } from 'node:crypto'
import { request } from 'node:http'

export type V2Reply = { code: number; message: string; codeDesc?: string; [field: string]: unknown }
export type RawReply = { status: number; headers: Record<string, string | string[] | undefined>; text: string }

/** One HTTP request with nothing added: what legacy SDKs build is sent as it is. */
export const sendRaw = (
  origin: string,
  what: { method: string; path: string; headers?: Record<string, string>; body?: string | Buffer },
): Promise<RawReply> =>
  new Promise((resolve, reject) => {
    const call = request(`${origin}${what.path}`, { method: what.method, headers: what.headers, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString('utf8') }),
      )
    })
    call.on('error', reject)
    call.end(what.body)
  })

export type ClientOptions = {
  listening: string
  secretId: string
  secretKey: string
  /** Unix seconds. */
  now?: () => number
  common?: Record<string, string>
}

export type CallOptions = {
  method?: 'GET' | 'POST'
  region?: string
  common?: Record<string, string>
  tamper?: (body: URLSearchParams) => void
}

/** A straight reading of the documents, for tests of everything but the signature itself. */
export const createV2Client = (options: ClientOptions) => {
  const raw = async (action: string, params: Record<string, string | number | boolean> = {}, call: CallOptions = {}): Promise<RawReply> => {
    const method = call.method ?? 'POST'
    const all: Record<string, string> = {
      Action: action,
      Region: call.region ?? 'ap-guangzhou',
      SecretId: options.secretId,
      SignatureMethod: 'HmacSHA256',
      Timestamp: String(options.now?.() ?? Math.floor(Date.now() / 1000)),
      Nonce: String(randomInt(1, 2 ** 47)),
      ...options.common,
      ...call.common,
    }
    for (const [name, value] of Object.entries(params)) all[name] = String(value)
    const text = Object.keys(all)
      .toSorted()
      .map((name) => `${name}=${all[name]}`)
      .join('&')
    const algorithm = all.SignatureMethod === 'HmacSHA256' ? 'sha256' : 'sha1'
    const signed = `${method}${new URL(options.listening).host}/v2/index.php?${text}`
    const form = new URLSearchParams({ ...all, Signature: createHmac(algorithm, options.secretKey).update(signed).digest('base64') })
    call.tamper?.(form)
    if (method === 'GET') return sendRaw(options.listening, { method, path: `/v2/index.php?${form}` })
    return sendRaw(options.listening, {
      method,
      path: '/v2/index.php',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    })
  }
  return {
    raw,
    call: async (action: string, params: Record<string, string | number | boolean> = {}, call: CallOptions = {}): Promise<V2Reply> =>
      // The tests judge the shape themselves.
      JSON.parse((await raw(action, params, call)).text) as V2Reply,
  }
}
export type V2Client = ReturnType<typeof createV2Client>
