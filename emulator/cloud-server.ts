import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Answer } from './weather.ts'
import type { Cloud } from './cloud.ts'

/** The documented limits of a POST body: of the old signatures, and (with room to say that it is too large) of TC3. */
const bodyMaxOf = (path: string) => (path === '/' ? 11 : 1) * 1024 * 1024

const readBody = async (request: IncomingMessage, bodyMax: number): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    // A request without an encoding set yields buffers only.
    const bytes = chunk as Buffer
    size += bytes.length
    if (size > bodyMax) return undefined
    chunks.push(bytes)
  }
  return Buffer.concat(chunks)
}

/** A GET may have 32 KB. */
const headMax = 80 * 1024

/** Repeated headers as one, as they would be signed. */
const textHeaders = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : (value ?? '')]))

const send = (response: ServerResponse, answer: Answer) => {
  const { socket } = response
  if (answer.kind === 'drop') {
    socket?.resetAndDestroy()
    return
  }
  const { status, headers } = answer.reply
  const body = Buffer.from(answer.reply.body)
  const head = { ...headers, 'Content-Length': String(body.length) }
  if (answer.cutAt !== undefined) {
    response.writeHead(status, head)
    // The length promises more than comes.
    response.write(body.subarray(0, answer.cutAt), () => socket?.destroy())
    return
  }
  response.writeHead(status, head).end(body)
  if (answer.twice === true) {
    const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`)
    socket?.write(Buffer.concat([Buffer.from(`HTTP/1.1 ${status} OK\r\n${lines.join('')}\r\n`), body]))
  }
}

/** The cloud's own port. */
export const createCloudServer = (cloud: Cloud): Server => {
  const connections = new WeakMap<Socket, number>()
  let count = 0
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const url = request.url ?? '/'
    const mark = url.indexOf('?')
    const path = mark < 0 ? url : url.slice(0, mark)
    const body = await readBody(request, bodyMaxOf(path))
    if (body === undefined) {
      response.writeHead(413, { Connection: 'close' }).end()
      return
    }
    const result = await cloud.handle({
      method: request.method ?? 'GET',
      host: request.headers.host ?? '',
      headers: textHeaders(request),
      path,
      query: mark < 0 ? '' : url.slice(mark + 1),
      contentType: request.headers['content-type'] ?? '',
      body,
      connection: connections.get(request.socket) ?? 0,
    })
    send(response, result)
  }
  const server = createServer({ maxHeaderSize: headMax }, (request, response) => {
    answer(request, response).catch((error: unknown) => {
      // A client that goes away while it sends is not our fault; anything else is.
      if (!request.destroyed || request.complete)
        process.stderr.write(`emulator: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
      response.socket?.destroy()
    })
  })
  // Longer than a client's own patience, so that a kept-alive connection is not closed under its next request.
  server.keepAliveTimeout = 75_000
  server.on('connection', (socket) => {
    count += 1
    connections.set(socket, count)
  })
  return server
}
