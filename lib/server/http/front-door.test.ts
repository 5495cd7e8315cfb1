import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '#lib/server/base/clock.ts'
import { createLog } from '#lib/server/base/log.ts'
import { systemRandom } from '#lib/server/base/random.ts'
import { problem, type Problem } from '#lib/schema/problem.ts'
import { closeServer, createFrontDoor, listen, type FrontDoor } from './front-door.ts'
import { createPeers } from './peers.ts'
import { originsOf } from './policy.ts'

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string }
let server: Server
let port = 0
let draining = false
let reached: Record<string, string | string[] | undefined>[] = []
let targets: (string | undefined)[] = []

let origins: string[] = []
const door: FrontDoor = {
  context: {
    log: createLog('error', { write: () => {} }),
    clock: systemClock,
    random: systemRandom,
    writesAllowed: true,
    origins: () => origins,
  },
  dev: false,
  https: false,
  peers: createPeers(['127.0.0.9']),
  draining: () => draining,
  handler: Promise.resolve(async (request: IncomingMessage, response: ServerResponse) => {
    reached.push({ ...request.headers })
    targets.push(request.url)
    if (request.url === '/broken') throw new Error('framework secret')
    response.end('framework')
  }),
}

beforeAll(async () => {
  server = createFrontDoor(door)
  port = await listen(server, 0, '127.0.0.1')
  origins = originsOf(port, 'https://eni.example.com')
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const ask = (
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string; from?: string } = {},
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    reached = []
    targets = []
    const request = httpRequest(
      { host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers: options.headers, localAddress: options.from },
      (response) => {
        let body = ''
        response.on('data', (chunk: Buffer) => (body += chunk.toString()))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }))
      },
    )
    request.on('error', reject)
    request.end(options.body)
  })
const raw = (text: string): Promise<string> =>
  new Promise((resolve, reject) => {
    reached = []
    let answer = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket.on('data', (chunk) => (answer += chunk.toString()))
    socket.on('close', () => resolve(answer))
    socket.on('error', reject)
  })
const problemIn = (answer: Answer): Problem => problem.parse(JSON.parse(answer.body))

describe('what passes', () => {
  test.each(['127.0.0.1', 'localhost', '[::1]'])('Host %s with our port', async (name) => {
    expect((await ask('/enis', { headers: { host: `${name}:${port}` } })).body).toBe('framework')
  })
  test('the public host', async () => expect((await ask('/', { headers: { host: 'eni.example.com' } })).body).toBe('framework'))

  test('with a fresh nonce and id that a client cannot choose', async () => {
    const first = await ask('/', {
      headers: {
        'x-nonce': 'mine',
        'x-request-id': 'mine',
        'content-security-policy': "script-src 'nonce-mine'",
        'x-forwarded-for': '1.2.3.4',
        'x-forwarded-host': 'evil',
        'x-client-address': 'mine',
      },
    })
    const seen = reached[0]
    expect(JSON.stringify(seen)).not.toMatch(/mine|evil|1\.2\.3\.4/)
    expect(seen?.['x-client-address']).toBe('127.0.0.1')
    expect(first.headers['content-security-policy']).toBe(seen?.['content-security-policy'])
    expect(first.headers['content-security-policy']).toContain(`'nonce-${String(seen?.['x-nonce'])}'`)
    expect(first.headers['x-request-id']).toBe(seen?.['x-request-id'])
    expect((await ask('/')).headers['content-security-policy']).not.toBe(first.headers['content-security-policy'])
  })
})

test('behind a proxy that is trusted the client is whom it names', async () => {
  await ask('/', { from: '127.0.0.9', headers: { 'x-forwarded-for': '8.8.8.8, 192.0.2.7' } })
  expect(reached[0]).toMatchObject({ 'x-client-address': '192.0.2.7' })
  expect(reached[0]).not.toHaveProperty('x-forwarded-for')
})

test.each(['/enis/%zz', '/enis/%ff?a=1', '/%', '/_next/static/%e0%a4', '/_not-found'])(
  '%s is the page for what is not there',
  async (path) => {
    expect((await ask(path)).body).toBe('framework')
    expect(targets).toEqual(['/not-found'])
    expect((await ask(path, { method: 'POST' })).status).toBe(405)
  },
)
test.each(['/enis/%E5%BC%B9', '/enis/a%20b?q=%zz'])('%s passes as it is', async (path) => {
  await ask(path)
  expect(targets).toEqual([path])
})

describe('what does not reach the framework', () => {
  const cases: [string, string, { method?: string; headers?: Record<string, string>; body?: string }, number, string][] = [
    ['a foreign Host', '/', { headers: { host: 'evil.example' } }, 421, 'wrong_host'],
    ['our name with another port', '/', { headers: { host: 'localhost:1' } }, 421, 'wrong_host'],
    ['Next-Action', '/', { headers: { 'next-action': 'x' } }, 404, 'not_found'],
    ['x-middleware-subrequest', '/', { headers: { 'x-middleware-subrequest': 'proxy' } }, 404, 'not_found'],
    ['x-nextjs-data', '/', { headers: { 'x-nextjs-data': '1' } }, 404, 'not_found'],
    ['two slashes', '//evil.example/x', {}, 404, 'not_found'],
    ['an absolute target', 'http://evil.example/', {}, 404, 'not_found'],
    ['a POST to a page', '/enis', { method: 'POST', body: 'x' }, 405, 'method_not_allowed'],
    ['TRACE', '/', { method: 'TRACE' }, 405, 'method_not_allowed'],
    ['a body over 64 KiB', '/api/v1/enis/eni-1/private-ips', { method: 'POST', body: 'x'.repeat(65_537) }, 413, 'too_large'],
    ['an API path that is none', '/api/v1/nothing', {}, 404, 'not_found'],
    ['an encoded API path', '/api/v1/%65nis', {}, 404, 'not_found'],
    ['an escape that is none', '/api/v1/operations/%zz', {}, 404, 'not_found'],
    ['an escape that spells no text', '/api/v1/operations/%ff', {}, 404, 'not_found'],
    ['half an escape at the end of a segment', '/api/v1/enis/eni-1%/private-ips', { method: 'POST', body: '{}' }, 404, 'not_found'],
    ['a method that a route has not', '/api/v1/enis', { method: 'DELETE' }, 405, 'method_not_allowed'],
    ['OPTIONS', '/api/v1/enis', { method: 'OPTIONS' }, 405, 'method_not_allowed'],
  ]
  test.each(cases)('%s', async (_, path, options, status, code) => {
    const answer = await ask(path, options)
    expect([answer.status, problemIn(answer).code, reached.length]).toEqual([status, code, 0])
    expect(answer.headers['content-type']).toBe('application/problem+json')
    expect(answer.headers['cache-control']).toBe('no-store')
    expect(problemIn(answer).requestId).toBe(answer.headers['x-request-id'])
  })

  test('405 says what is allowed', async () => {
    expect((await ask('/api/v1/enis', { method: 'PUT' })).headers['allow']).toBe('GET, HEAD')
    expect((await ask('/api/v1/enis/eni-1/private-ips')).headers['allow']).toBe('POST')
  })

  test.each([
    ['two Host headers', `GET / HTTP/1.1\r\nHost: localhost:PORT\r\nHost: evil\r\nConnection: close\r\n\r\n`, /HTTP\/1\.1 (400|421)/],
    ['no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', /HTTP\/1\.1 (400|421)/],
    [
      'two lengths',
      'POST /api/v1/enis/e/private-ips HTTP/1.1\r\nHost: localhost:PORT\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\n',
      /HTTP\/1\.1 400/,
    ],
    ['an upgrade', 'GET /x HTTP/1.1\r\nHost: localhost:PORT\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n', /HTTP\/1\.1 404/],
  ])('%s', async (_, text, status) => {
    expect(await raw(text.replace('PORT', String(port)))).toMatch(status)
    expect(reached).toEqual([])
  })
})

test('every answer has the security headers', async () => {
  for (const path of ['/', '/api/health/live', '/api/none', '/broken']) {
    const { headers } = await ask(path)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'x-request-id': expect.stringMatching(/^req_/),
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    })
    expect(headers['content-security-policy']).not.toMatch(/unsafe-inline|unsafe-eval/)
    expect(headers['x-powered-by']).toBeUndefined()
  }
})

test('a failure of the framework is a problem without its text', async () => {
  const answer = await ask('/broken')
  expect([answer.status, problemIn(answer).code]).toEqual([500, 'internal'])
  expect(answer.body).not.toContain('secret')
})

test('a server that stops says so', async () => {
  draining = true
  const answer = await ask('/')
  draining = false
  expect([answer.status, problemIn(answer).code, answer.headers['connection'], answer.headers['retry-after']]).toEqual([
    503,
    'shutting_down',
    'close',
    '5',
  ])
})

test('a connection that a browser opened ahead of need does not hold up the end', { timeout: 5_000 }, async () => {
  const other = createFrontDoor(door)
  const accepted = once(other, 'connection')
  const unused = connect(await listen(other, 0, '127.0.0.1'), '127.0.0.1')
  await accepted
  await Promise.all([once(unused, 'close'), closeServer(other, systemClock)])
  expect(unused.destroyed).toBe(true)
})
