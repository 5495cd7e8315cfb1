import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { timingSafeEqual } from 'node:crypto'
import type { Cloud } from './cloud.ts'
import { verbs } from './control-verbs.ts'

const readJson = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = []
  // A request without an encoding set yields buffers only.
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  return text === '' ? {} : JSON.parse(text)
}

/** The levers, on a port of their own: who talks to the cloud must not be able to read the ledger. */
export const createControlServer = (cloud: Cloud, token: string): Server => {
  const expected = Buffer.from(`Bearer ${token}`)
  const isAllowed = (request: IncomingMessage) => {
    const given = Buffer.from(request.headers.authorization ?? '')
    return given.length === expected.length && timingSafeEqual(given, expected)
  }
  const answer = async (request: IncomingMessage): Promise<[number, unknown]> => {
    if (!isAllowed(request)) return [401, { error: 'the control token is missing or wrong' }]
    const url = new URL(request.url ?? '/', 'http://control')
    const name = url.pathname.replace('/_control/', '')
    if (request.method === 'GET') {
      if (name === 'state') return [200, cloud.snapshot()]
      if (name === 'ledger') return [200, { rows: cloud.ledger.rows(Number(url.searchParams.get('after') ?? 0)) }]
      if (name === 'held') {
        await cloud.faults.whenHeld(Number(url.searchParams.get('count') ?? 1))
        return [200, { held: cloud.faults.heldCount() }]
      }
      if (name === 'info') return [200, { now: cloud.clock.now(), held: cloud.faults.heldCount(), settings: cloud.settings }]
    }
    const verb = request.method === 'POST' ? verbs[name] : undefined
    if (verb === undefined) return [404, { error: `no such verb: ${request.method} ${name}` }]
    try {
      const result = verb.run(cloud, await readJson(request))
      cloud.onChange()
      return [200, result]
    } catch (error) {
      return [400, { error: error instanceof Error ? error.message : String(error) }]
    }
  }
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const [status, body] = await answer(request)
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
  }
  return createServer((request, response) => {
    void respond(request, response)
  })
}
