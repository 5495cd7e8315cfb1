import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Clock } from '#lib/server/base/clock.ts'
import { requestId } from '#lib/server/base/ids.ts'
import { randomText } from '#lib/server/base/random.ts'
import type { HttpContext } from './context.ts'
import type { Peers } from './peers.ts'
import { pagePolicy, securityHeaders } from './headers.ts'
import { isDecodable, refuse, type Refusal } from './policy.ts'
import { problemOf } from './problem.ts'

export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>
export type FrontDoor = {
  context: HttpContext
  dev: boolean
  https: boolean
  /** The proxies in front of us: TRUST_PROXY. */
  peers: Peers
  /** True once the server stops: requests on connections that are still open get 503. */
  draining: () => boolean
  /** The framework. Requests that come before it is ready wait for it. */
  handler: Promise<Handler>
}

/**
 * What stands before the framework: decides by lib/server/http/policy.ts, names the request, sets the security headers and
 * the page's nonce, and logs one line an answer. Whatever a client sent under these names is overwritten.
 */
export const createFrontDoor = (door: FrontDoor): Server => {
  const { context } = door
  const server = createServer((request, response) => {
    const began = context.clock.monotonic()
    const id = requestId(context.random)
    const nonce = randomText(context.random, 16)
    const policy = pagePolicy(nonce, door.dev)
    const url = request.url ?? '/'
    const path = url.split('?', 1)[0] ?? '/'
    const method = request.method ?? 'GET'
    for (const [name, value] of Object.entries(securityHeaders({ path, requestId: id, policy, https: door.https })))
      response.setHeader(name, value)
    response.once('close', () => {
      // A kept-alive connection that has its answer would hold the server open.
      if (door.draining()) server.closeIdleConnections()
      context.log.debug('answered', {
        requestId: id,
        method,
        path,
        status: response.statusCode,
        durationMs: Math.round(context.clock.monotonic() - began),
      })
    })

    const refusal = door.draining()
      ? { code: 'shutting_down' as const, close: true }
      : !door.peers.mayConnect(request.socket.remoteAddress)
        ? { code: 'wrong_host' as const, close: true }
        : refuse({ method, url, headers: request.headers, rawHeaders: request.rawHeaders }, context.origins())
    if (refusal) return answer(response, refusal, id, method)
    // A page that cannot be: the framework would fail on the name of it instead of showing its page for that.
    if (!isDecodable(path) || path === bareNotFound) request.url = '/not-found'
    const client = door.peers.clientOf(request.socket.remoteAddress, joined(request.headers['x-forwarded-for']))
    for (const name of Object.keys(request.headers)) if (privateHeader.test(name)) delete request.headers[name]
    request.headers['x-request-id'] = id
    request.headers['x-nonce'] = nonce
    request.headers['x-client-address'] = client
    request.headers['x-request-path'] = url
    // The framework reads the nonce from here and puts it on every script and style it writes.
    request.headers['content-security-policy'] = policy
    door.handler
      .then((handle) => handle(request, response))
      .catch((error: unknown) => {
        context.log.error('the framework failed', { requestId: id, method, path, error })
        if (response.headersSent) response.destroy()
        else answer(response, { code: 'internal' }, id, method)
      })
  })
  server.requestTimeout = 30_000
  server.headersTimeout = 10_000
  server.keepAliveTimeout = 30_000
  const sockets = new Set<Socket>()
  connections.set(server, sockets)
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return server
}

/** The framework's own page for what is not there: bare, and with styles that our policy refuses. Ours stands for every other address. */
const bareNotFound = '/_not-found'
/** Headers that only proxies and ourselves may set: behind the front door they are ours, or they are not there. */
const privateHeader =
  /^(x-forwarded-.*|forwarded|x-real-ip|x-client-address|x-request-path|x-request-id|x-nonce|content-security-policy(-report-only)?)$/

const joined = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value.join(',') : value)

const answer = (response: ServerResponse, { code, allow, close }: Refusal, id: string, method: string): void => {
  const body = problemOf(code, id)
  response.statusCode = body.status
  response.setHeader('content-type', 'application/problem+json')
  response.setHeader('cache-control', 'no-store')
  if (allow) response.setHeader('allow', allow)
  if (code === 'shutting_down') response.setHeader('retry-after', '5')
  if (close) response.setHeader('connection', 'close')
  response.end(method === 'HEAD' ? undefined : JSON.stringify(body))
}

const connections = new WeakMap<Server, Set<Socket>>()

/** Takes no new connection, lets answers in progress end (at most 10 s), and resolves when all connections are closed. */
export const closeServer = async (server: Server, clock: Clock): Promise<void> => {
  const over = new AbortController()
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  server.closeIdleConnections()
  // Browsers open connections ahead of need. One that has not asked for anything does not count as idle.
  for (const socket of connections.get(server) ?? []) if (socket.bytesRead === 0) socket.destroy()
  await Promise.race([closed, clock.sleep(10_000, over.signal)])
  over.abort()
  server.closeAllConnections()
}

/** Listens and answers the port, which matters for PORT=0. Rejects with the system's error. */
export const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host.replace(/^\[|\]$/g, ''), () => {
      server.off('error', reject)
      const address = server.address()
      // A listening TCP server has an address object; the other shapes belong to pipes.
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
