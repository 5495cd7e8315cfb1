/**
 * The transport over real sockets. Reads share a kept-alive pool per origin; a `fresh` request has a connection of its own that is
 * closed afterwards. Nothing is retried, no redirect is followed, HTTP/1.1 only.
 */
import 'server-only'
import { buildConnector, Client, Pool, type Dispatcher } from 'undici'
import { TransportError, type Transport, type TransportReply, type TransportRequest } from './transport.ts'

export type UndiciTransportOptions = {
  connectTimeoutMs?: number
  /** A larger reply is cut: no page of the API comes near it. */
  maxBodyBytes?: number
  keepAliveMs?: number
}
export type UndiciTransport = { send: Transport; close(): Promise<void> }

/** Where a failed connect stopped. Codes of Node's net, dns and tls and of undici. */
function connectReason(error: unknown): TransportError['reason'] {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (/^(ENOTFOUND|EAI_)/.test(code)) return 'dns'
  if (/TIMEOUT|ETIMEDOUT/.test(code)) return 'timeout'
  if (/^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|EPROTO)/.test(code)) return 'tls'
  return code === 'ECONNRESET' ? 'reset' : 'refused'
}

/** A check that throws has not said yes. */
function maySend(request: TransportRequest): boolean {
  try {
    return request.beforeFirstByte?.() !== false
  } catch {
    return false
  }
}

/** Only the code: texts of the wire may quote what was sent. */
const causeOf = (error: unknown): ErrorOptions => ({ cause: error instanceof Error && 'code' in error ? String(error.code) : undefined })

function exchange(dispatcher: Dispatcher, request: TransportRequest, maxBodyBytes: number): Promise<TransportReply> {
  return new Promise((resolve, reject) => {
    let sent = false
    let settled = false
    let reply: Omit<TransportReply, 'body'> | undefined
    let abort: ((reason: Error) => void) | undefined
    let size = 0
    const chunks: Buffer[] = []

    const settle = (end: () => void) => {
      if (settled) return
      settled = true
      clearTimeout(timer)
      request.signal?.removeEventListener('abort', aborted)
      end()
    }
    const fail = (error: TransportError) => {
      settle(() => reject(error))
      abort?.(error)
    }
    const aborted = () => fail(new TransportError('aborted', sent))
    const timer = setTimeout(() => fail(new TransportError('timeout', sent)), request.timeoutMs)
    request.signal?.addEventListener('abort', aborted, { once: true })
    if (request.signal?.aborted) return aborted()

    const handler: Dispatcher.DispatchHandler = {
      // Called when the connection stands, in the same turn of the event loop in which the bytes are written.
      onRequestStart(controller) {
        abort = (reason) => controller.abort(reason)
        if (!settled && !maySend(request)) fail(new TransportError('too_late', false))
        if (settled) return controller.abort(new TransportError('aborted', false))
        sent = true
      },
      onResponseStart(_controller, status, headers) {
        if (status < 200) return
        const flat: TransportReply['headers'] = {}
        for (const [name, value] of Object.entries(headers)) flat[name] = Array.isArray(value) ? value.join(', ') : value
        reply = { status, headers: flat }
      },
      onResponseData(_controller, chunk) {
        size += chunk.length
        if (size > maxBodyBytes) fail(new TransportError('cut', true))
        else chunks.push(chunk)
      },
      onResponseEnd() {
        const whole = reply && { ...reply, body: Buffer.concat(chunks).toString('utf8') }
        // undici frees the connection a turn later: whoever sends again at once would open another one.
        if (whole) settle(() => setImmediate(() => setImmediate(() => resolve(whole))))
      },
      onResponseError(_controller, error) {
        const reason = !sent
          ? connectReason(error)
          : /TIMEOUT/.test(String((error as { code?: unknown }).code))
            ? 'timeout'
            : reply
              ? 'cut'
              : 'reset'
        fail(new TransportError(reason, sent, causeOf(error)))
      },
    }
    const { method, path, headers, body, timeoutMs, fresh } = request
    try {
      dispatcher.dispatch({ method, path, headers, body, headersTimeout: timeoutMs, bodyTimeout: timeoutMs, reset: fresh }, handler)
    } catch (error) {
      fail(new TransportError('refused', sent, causeOf(error)))
    }
  })
}

/** Makes the transport. `close` ends the pools; requests that are under way end as reset. */
export function createUndiciTransport(options: UndiciTransportOptions = {}): UndiciTransport {
  const { connectTimeoutMs = 5_000, maxBodyBytes = 16 * 1024 * 1024, keepAliveMs = 10_000 } = options
  const pools = new Map<string, Pool>()
  const poolFor = (origin: string) => {
    const known = pools.get(origin)
    if (known) return known
    const pool = new Pool(origin, {
      // As many as the pace lets run at once: all regions of API 3.0 are one origin, and one that hangs must not make the others wait
      // for a connection, which would look as if they did not answer either.
      connections: null,
      pipelining: 1,
      keepAliveTimeout: keepAliveMs,
      allowH2: false,
      connect: { timeout: connectTimeoutMs },
    })
    pools.set(origin, pool)
    return pool
  }

  const sendFresh = async (request: TransportRequest) => {
    const connect = buildConnector({ timeout: Math.min(connectTimeoutMs, request.timeoutMs), allowH2: false })
    let tooLate = false
    const client = new Client(request.origin, {
      pipelining: 1,
      allowH2: false,
      connect: (target, done) =>
        connect(target, (error, socket) => {
          if (error) return done(error, null)
          // A connect may have taken long: ask before the client has a socket at all.
          tooLate = !maySend(request)
          if (!tooLate) return done(null, socket)
          socket.destroy()
          return done(new TransportError('too_late', false), null)
        }),
    })
    try {
      return await exchange(client, request, maxBodyBytes)
    } catch (error) {
      throw tooLate ? new TransportError('too_late', false) : error
    } finally {
      await client.destroy()
    }
  }

  return {
    send: (request) => (request.fresh ? sendFresh(request) : exchange(poolFor(request.origin), request, maxBodyBytes)),
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.destroy()))
      pools.clear()
    },
  }
}
