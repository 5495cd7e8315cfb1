import { once } from 'node:events'
import http from 'node:http'
import net, { type AddressInfo, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { TransportError, type TransportRequest } from './transport.ts'
import { createUndiciTransport, type UndiciTransport } from './undici-transport.ts'

const cleanups: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

/** A server on any port; `bytes` is what has reached it, `sockets` every connection it ever had. */
async function listen(server: net.Server) {
  const sockets: Socket[] = []
  const received: Buffer[] = []
  const first = new Promise<Socket>((resolve) => server.once('connection', resolve))
  server.on('connection', (socket) => {
    sockets.push(socket)
    socket.on('data', (chunk) => received.push(chunk))
    socket.on('error', () => undefined)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo // it listens on a TCP port
  return { origin: `http://127.0.0.1:${port}`, first, sockets, bytes: () => Buffer.concat(received).length }
}
const web = (handler: http.RequestListener) => listen(http.createServer(handler))
const raw = (onSocket: (socket: Socket) => void) => listen(net.createServer(onSocket))

function transport(options: Parameters<typeof createUndiciTransport>[0] = {}): UndiciTransport {
  const made = createUndiciTransport(options)
  cleanups.push(() => made.close())
  return made
}
const write = (origin: string, more: Partial<TransportRequest> = {}): TransportRequest => ({
  method: 'POST',
  origin,
  path: '/v2/index.php',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'a=1',
  fresh: true,
  timeoutMs: 5_000,
  ...more,
})
const read = (origin: string, more: Partial<TransportRequest> = {}): TransportRequest => ({
  method: 'GET',
  origin,
  path: '/v2/index.php?a=1',
  headers: {},
  fresh: false,
  timeoutMs: 5_000,
  ...more,
})
async function failure(promise: Promise<unknown>): Promise<TransportError> {
  const error: unknown = await promise.catch((caught: unknown) => caught)
  if (!(error instanceof TransportError)) throw new Error(`expected a TransportError, got ${String(error)}`)
  return error
}

describe('an answer', () => {
  it('gives status, lower-cased headers and text, and sends the body once', async () => {
    const bodies: string[] = []
    const server = await web(async (request, response) => {
      let body = ''
      for await (const chunk of request) body += String(chunk)
      bodies.push(body)
      response.writeHead(200, { 'X-Thing': 'yes' }).end('{"名":1}')
    })
    const reply = await transport().send(write(server.origin))
    expect(reply).toMatchObject({ status: 200, body: '{"名":1}' })
    expect(reply.headers['x-thing']).toBe('yes')
    expect(bodies).toEqual(['a=1'])
  })

  it('is not followed when it redirects', async () => {
    const paths: unknown[] = []
    const server = await web((request, response) => {
      paths.push(request.url)
      response.writeHead(302, { location: '/elsewhere' }).end()
    })
    for (const request of [write(server.origin), read(server.origin)])
      expect(await transport().send(request)).toMatchObject({ status: 302 })
    expect(paths).toEqual(['/v2/index.php', '/v2/index.php?a=1'])
  })
})

describe('connections', () => {
  it('reads share one, a write has its own, which is closed after it', async () => {
    const asked: unknown[] = []
    const server = await web((request, response) => {
      asked.push(request.headers.connection)
      response.end('ok')
    })
    const { send } = transport()
    await send(read(server.origin))
    await send(read(server.origin))
    expect(server.sockets).toHaveLength(1)
    await send(write(server.origin))
    expect(server.sockets).toHaveLength(2)
    const [kept, own] = server.sockets
    if (own && !own.closed) await once(own, 'close')
    expect(kept?.destroyed).toBe(false)
    await send(write(server.origin))
    expect(server.sockets).toHaveLength(3)
    expect(asked).toEqual(['keep-alive', 'keep-alive', 'close', 'close'])
  })
})

it('what hangs keeps nothing else of the same origin waiting', async () => {
  const server = await web((request, response) => {
    if (request.url?.includes('hung')) return
    response.end('ok')
  })
  const { send } = transport()
  const hung = Array.from({ length: 40 }, () => failure(send({ ...read(server.origin), path: '/hung', timeoutMs: 1500 })))
  expect(await send({ ...read(server.origin), timeoutMs: 1000 })).toMatchObject({ status: 200 })
  expect(await Promise.all(hung)).toHaveLength(40)
})

describe('nothing was sent', () => {
  it('a closed port', async () => {
    const server = net.createServer()
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo // it listens on a TCP port
    server.close()
    await once(server, 'close')
    for (const request of [write(`http://127.0.0.1:${port}`), read(`http://127.0.0.1:${port}`)])
      expect(await failure(transport().send(request))).toMatchObject({ reason: 'refused', sent: false })
  })

  it('a name that does not exist', async () => {
    expect(await failure(transport().send(write('http://no-such-host.invalid')))).toMatchObject({ reason: 'dns', sent: false })
  })

  it('plain text where TLS should be', async () => {
    const server = await raw((socket) => void socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))
    expect(await failure(transport().send(write(server.origin.replace('http:', 'https:'))))).toMatchObject({ reason: 'tls', sent: false })
  })

  it.each([1, 2])('the check says no at its %s. time: not one byte reaches the server', async (times) => {
    const server = await web((_request, response) => void response.end('ok'))
    let asked = 0
    const error = await failure(transport().send(write(server.origin, { beforeFirstByte: () => ++asked < times })))
    expect(error).toMatchObject({ reason: 'too_late', sent: false })
    // It has connected: the check comes after that.
    const socket = await server.first
    if (!socket.closed) await once(socket, 'close')
    expect(server.bytes()).toBe(0)
    expect(asked).toBe(times)
  })

  it('a check that throws counts as no', async () => {
    const server = await web((_request, response) => void response.end('ok'))
    const beforeFirstByte = () => {
      throw new Error('lost')
    }
    expect(await failure(transport().send(write(server.origin, { beforeFirstByte })))).toMatchObject({ reason: 'too_late', sent: false })
    expect(server.bytes()).toBe(0)
  })

  it('a signal that is over already', async () => {
    const server = await web((_request, response) => void response.end('ok'))
    expect(await failure(transport().send(read(server.origin, { signal: AbortSignal.abort() })))).toMatchObject({
      reason: 'aborted',
      sent: false,
    })
    expect(server.sockets).toHaveLength(0)
  })
})

describe('it may have been sent', () => {
  it.each(['read', 'write'] as const)('reset before an answer (%s), and no second try', async (kind) => {
    const server = await raw((socket) => void socket.once('data', () => socket.resetAndDestroy()))
    expect(await failure(transport().send((kind === 'read' ? read : write)(server.origin)))).toMatchObject({ reason: 'reset', sent: true })
    expect(server.sockets).toHaveLength(1)
  })

  it('closed in the middle of the headers', async () => {
    const server = await raw((socket) => void socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Le')))
    expect(await failure(transport().send(write(server.origin)))).toMatchObject({ sent: true })
  })

  it('closed in the middle of the body', async () => {
    const server = await web((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"code":0', () => response.destroy())
    })
    expect(await failure(transport().send(write(server.origin)))).toMatchObject({ reason: 'cut', sent: true })
  })

  it('headers that do not come in time', async () => {
    const server = await web(() => undefined)
    expect(await failure(transport().send(write(server.origin, { timeoutMs: 60 })))).toMatchObject({ reason: 'timeout', sent: true })
    expect(server.bytes()).toBeGreaterThan(0)
  })

  it('a body that drips: the time is for the whole', async () => {
    const server = await web((_request, response) => {
      response.writeHead(200)
      const drip = setInterval(() => response.write('.'), 10)
      response.on('close', () => clearInterval(drip))
    })
    expect(await failure(transport().send(write(server.origin, { timeoutMs: 100 })))).toMatchObject({ reason: 'timeout', sent: true })
  })

  it('a body that is too large', async () => {
    const server = await web((_request, response) => void response.end('x'.repeat(10_000)))
    expect(await failure(transport({ maxBodyBytes: 1_000 }).send(write(server.origin)))).toMatchObject({ reason: 'cut', sent: true })
  })

  it('aborted by the caller', async () => {
    const over = new AbortController()
    const server = await web(() => over.abort())
    expect(await failure(transport().send(read(server.origin, { signal: over.signal })))).toMatchObject({ reason: 'aborted', sent: true })
  })
})

it('an error tells nothing of what was sent', async () => {
  const server = await raw((socket) => void socket.once('data', (chunk) => socket.end(chunk)))
  const error = await failure(transport().send(write(server.origin, { body: 'Signature=canary' })))
  expect(error.sent).toBe(true)
  expect(`${error.message} ${String(error.cause)} ${JSON.stringify(error)}`).not.toContain('canary')
})
