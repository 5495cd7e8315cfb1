import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { apiGet, apiPost } from './api.ts'
import { ApiError, isTransient } from './api-error.ts'

const servers: Server[] = []
afterEach(() => Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve)))))

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A listening TCP server has an address object; strings are for pipes.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const failureOf = async (promise: Promise<unknown>): Promise<ApiError> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ApiError)) throw new Error(`expected an ApiError, got ${String(error)}`)
  return error
}

const thing = z.object({ n: z.number() })

describe('apiGet', () => {
  test('parses the answer and drops what the contract does not name', async () => {
    const url = await serve((_, reply) => reply.end('{"n":1,"later":true}'))
    expect(await apiGet(thing, url)).toEqual({ n: 1 })
  })

  test('an answer of another shape is bad_reply, not half a screen', async () => {
    const url = await serve((_, reply) => reply.setHeader('x-request-id', 'r-1').end('{"n":"one"}'))
    expect(await failureOf(apiGet(thing, url))).toMatchObject({ code: 'bad_reply', status: 200, requestId: 'r-1' })
  })

  test('a problem keeps everything the server said', async () => {
    const body = {
      type: 'about:blank',
      title: 'Conflict',
      status: 409,
      code: 'eni_busy',
      requestId: 'r-2',
      operationId: 'op-1',
      fields: [{ path: 'addresses.0.ip', code: 'in_use' }],
      params: { eniId: 'eni-1' },
      choices: [{ account: 'a', region: 'r' }],
    }
    const url = await serve((_, reply) =>
      reply.writeHead(409, { 'content-type': 'application/problem+json', 'retry-after': '7' }).end(JSON.stringify(body)),
    )
    const error = await failureOf(apiGet(thing, url))
    expect(error).toMatchObject({ code: 'eni_busy', status: 409, requestId: 'r-2', operationId: 'op-1', retryAfterSeconds: 7 })
    expect([error.fields, error.params, error.choices]).toEqual([body.fields, body.params, body.choices])
    expect(isTransient(error)).toBe(false)
  })

  test('a page of a proxy in between is bad_reply with its status, and may pass', async () => {
    const url = await serve((_, reply) => reply.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>'))
    const error = await failureOf(apiGet(thing, url))
    expect(error).toMatchObject({ code: 'bad_reply', status: 502 })
    expect(isTransient(error)).toBe(true)
  })

  test('no answer is network; a cut body too', async () => {
    const url = await serve((_, reply) => {
      reply.writeHead(200, { 'content-length': '100' }).write('{"n":')
      setImmediate(() => reply.destroy())
    })
    expect(await failureOf(apiGet(thing, url))).toMatchObject({ code: 'network', status: 0 })
    expect(await failureOf(apiGet(thing, 'http://127.0.0.1:1/'))).toMatchObject({ code: 'network', status: 0 })
  })

  test('an abort is the abort, not a failure', async () => {
    const url = await serve(() => {})
    const abort = new AbortController()
    const answer = apiGet(thing, url, { signal: abort.signal })
    abort.abort(new Error('left the page'))
    await expect(answer).rejects.toThrow('left the page')
    for (const server of servers) server.closeAllConnections()
  })
})

describe('apiPost', () => {
  test('sends JSON with the key', async () => {
    let seen = ''
    const url = await serve((request, reply) => {
      let body = ''
      request.on('data', (part: Buffer) => (body += part.toString()))
      request.on('end', () => {
        seen = `${request.method} ${request.headers['content-type']} ${request.headers['idempotency-key']} ${body}`
        reply.writeHead(202).end('{"n":2}')
      })
    })
    expect(await apiPost(thing, url, { count: 1 }, { idempotencyKey: 'key-0123456789abcdefgh' })).toEqual({ n: 2 })
    expect(seen).toBe('POST application/json key-0123456789abcdefgh {"count":1}')
  })
})
