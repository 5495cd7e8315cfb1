import { spawn } from 'node:child_process'
import { Agent, request } from 'node:http'
import { createInterface } from 'node:readline'
import { median, quantile, summarise, type Comparison } from './harness.ts'
import { startStack } from './stack.ts'

const blocks = 15
const requestsPerRun = 150
/** Of 150 the 99th percentile would be the second slowest: whether one more collection of garbage fell among them. */
const requestsForTail = 1000
/** Of whoever asks. */
let cookie = ''

/**
 * P1: the list route over 10,000 ENIs against an empty route handler of the same build, one request at a time on a kept-alive
 * connection: median and 99th percentile, and the path where nothing has changed (304). Raw node:http sending the same bytes
 * from a process of its own is shown beside it as the limit. Every request is somebody's with a session; the
 * empty handler asks nobody who they are.
 */
export async function bench(): Promise<Comparison[]> {
  const stack = await startStack(10_000)
  cookie = `${stack.session.name}=${stack.session.value}`
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  try {
    const vpcs = (await json(stack.url, '/api/v1/vpcs?limit=200', agent)) as { items: { vpcId: string; region: string }[] }
    const largest = await largestVpc(stack.url, vpcs.items, agent)
    const path = `/api/v1/enis?limit=100&vpc=${largest.vpcId}&region=${largest.region}`
    const first = await get(stack.url, path, agent)
    const raw = await startRaw(first.body)
    const list = () => latencies(stack.url, path, agent)
    const empty = () => latencies(stack.url, '/bench/empty', agent)
    const tailOf = (where: string) => () => latencies(stack.url, where, agent, {}, requestsForTail)
    // The snapshot is refreshed behind while this runs: ask for the tag that is valid now.
    const unchanged = async () => {
      const { etag } = await get(stack.url, path, agent)
      return latencies(stack.url, path, agent, { 'if-none-match': etag ?? '' })
    }
    const limit = async () => median(await latencies(raw.url, '/', agent))
    await list()
    await empty()
    const notes = {
      'ENIs in the VPC': largest.total,
      'body KiB': Math.round(first.body.length / 102.4) / 10,
      'raw node:http µs': Math.round((await limit()) * 1000),
    }
    const results = [
      await paired('P1-p50', 'GET /enis?limit=100, median ÷ empty route handler', 2, 1.4, list, empty, 0.5, notes),
      await paired(
        'P1-p99',
        'GET /enis?limit=100, 99th percentile ÷ empty route handler',
        2,
        1.4,
        tailOf(path),
        tailOf('/bench/empty'),
        0.99,
      ),
      await paired('P1-304', 'GET /enis?limit=100 unchanged (304) ÷ empty route handler', 1.5, 1.2, unchanged, empty, 0.5),
    ]
    raw.stop()
    return results
  } finally {
    agent.destroy()
    await stack.close()
  }
}

type Latencies = () => Promise<number[]>

async function paired(
  id: string,
  name: string,
  goal: number,
  stretch: number,
  ours: Latencies,
  reference: Latencies,
  q: number,
  notes?: Record<string, number>,
): Promise<Comparison> {
  const [ratios, controls, oursUs, referenceUs]: [number[], number[], number[], number[]] = [[], [], [], []]
  const at = async (side: Latencies) => quantile(await side(), q) * 1000
  for (let block = 0; block < blocks; block++) {
    const [a1, b1, b2, a2] = [await at(reference), await at(ours), await at(ours), await at(reference)]
    const [c1, d1, d2, c2] = [await at(reference), await at(reference), await at(reference), await at(reference)]
    ratios.push((b1 + b2) / (a1 + a2))
    controls.push((d1 + d2) / (c1 + c2))
    oursUs.push((b1 + b2) / 2)
    referenceUs.push((a1 + a2) / 2)
  }
  return summarise({ id, name, goal, stretch, ratios, controls, oursUs, referenceUs, notes })
}

async function latencies(
  base: string,
  path: string,
  agent: Agent,
  headers: Record<string, string> = {},
  requests = requestsPerRun,
): Promise<number[]> {
  const times: number[] = []
  for (let n = 0; n < requests; n++) {
    const from = performance.now()
    await get(base, path, agent, headers)
    times.push(performance.now() - from)
  }
  return times
}

function get(
  base: string,
  path: string,
  agent: Agent,
  headers: Record<string, string> = {},
): Promise<{ status: number; etag?: string; body: string }> {
  return new Promise((resolve, reject) => {
    const call = request(new URL(path, base), { agent, headers: { cookie, ...headers } }, (reply) => {
      const chunks: Buffer[] = []
      reply.on('data', (chunk: Buffer) => chunks.push(chunk))
      // A reference that is refused would make anything look slow.
      if (reply.statusCode !== 200 && reply.statusCode !== 304) return reject(new Error(`P1: ${path} answered ${reply.statusCode}`))
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, etag: reply.headers.etag, body: Buffer.concat(chunks).toString() }))
      reply.on('error', reject)
    })
    call.on('error', reject)
    call.end()
  })
}

const json = async (base: string, path: string, agent: Agent): Promise<unknown> => JSON.parse((await get(base, path, agent)).body)

async function largestVpc(base: string, vpcs: { vpcId: string; region: string }[], agent: Agent) {
  const sized = await Promise.all(
    vpcs.map(async (vpc) => {
      // Our own API; its shape is checked by its own tests.
      const page = (await json(base, `/api/v1/enis?limit=1&vpc=${vpc.vpcId}&region=${vpc.region}`, agent)) as { total: number }
      return { ...vpc, total: page.total }
    }),
  )
  const [largest] = sized.sort((a, b) => b.total - a.total)
  if (!largest) throw new Error('P1: the emulator has no VPC')
  return largest
}

/** The same bytes from bare node:http in a process of its own. */
async function startRaw(body: string): Promise<{ url: string; stop: () => void }> {
  const code = `const b=process.env.BODY;require('node:http').createServer((q,s)=>{s.setHeader('content-type','application/json');s.end(b)}).listen(0,'127.0.0.1',function(){console.log(this.address().port)})`
  const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, BODY: body } })
  const port = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve))
  return { url: `http://127.0.0.1:${port}`, stop: () => void child.kill() }
}
